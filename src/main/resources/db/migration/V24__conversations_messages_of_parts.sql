-- The messages that a part became where its messenger takes it in several: receipts tell of each, and the part is as far as
-- they are together. The version before writes none down and goes by the last one alone.
create table outbox_messages (
    part          uuid    not null references outbox on delete cascade,
    place         int     not null,
    channel       text    not null,
    account       text    not null,
    provider_id   text,
    state         text    not null default 'sent' check (state in ('sent', 'delivered', 'read', 'failed')),
    accepted      boolean not null default false,
    reason        text,
    window_closed boolean not null default false,
    blocked       boolean not null default false,
    primary key (part, place)
);
create index outbox_messages_by_provider on outbox_messages (channel, account, provider_id) where provider_id is not null;

-- A receipt may tell of a failure that passes: then the part goes out once more at this time, if nothing newer has been said.
-- The version before leaves such a part on its way.
alter table outbox
    add column retry_at timestamptz,
    add column retried  boolean not null default false;
create index outbox_to_retry on outbox (channel, retry_at) where retry_at is not null;

alter table outbox_receipts add column passing boolean not null default false;
