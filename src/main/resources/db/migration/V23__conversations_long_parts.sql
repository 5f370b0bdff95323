-- A part that takes several messages in its messenger says which of them comes next, so that none of them comes twice. The
-- version before begins such a part again.
alter table outbox add column next_message integer not null default 0;
