-- A part that takes several messages in its messenger says which of them comes next, so that none of them comes twice. The
-- version before begins such a part again.
alter table outbox add column next_message integer not null default 0;

-- A receipt may tell that the citizen blocked us, also before the messenger's own answer is written down.
alter table outbox_receipts add column blocked boolean not null default false;
