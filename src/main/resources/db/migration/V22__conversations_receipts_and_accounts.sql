-- A messenger's API may take a message that is never sent: until a receipt comes it is only accepted. The version before
-- takes such a part for sent. Where the time is over in which a citizen may be written to freely, a part goes another way.
alter table outbox
    add column accepted      boolean not null default false,
    add column window_closed boolean not null default false;

-- Receipts that came before the messenger's own answer about the same message was written down.
create table outbox_receipts (
    channel       text        not null,
    account       text        not null,
    provider_id   text        not null,
    stage         text        not null,
    person        text        not null,
    reason        text,
    window_closed boolean     not null default false,
    delete_after  timestamptz not null default now() + interval '1 day',
    primary key (channel, account, provider_id, stage)
);
create index outbox_receipts_to_delete on outbox_receipts (delete_after);
create index outbox_receipts_by_person on outbox_receipts (channel, account, person);

-- How many messages a messenger charged for, by month and its own word for their kind; nobody's data.
create table channel_charges (
    channel  text   not null,
    account  text   not null,
    month    date   not null,
    category text   not null,
    messages bigint not null,
    primary key (channel, account, month, category)
);

-- Our side of each messenger: whether it has ever proved that it reaches us, and when it last did.
create table channel_accounts (
    channel        text        not null,
    account        text        not null,
    -- How long after a citizen's message they may be written to freely; null when always.
    window_seconds int,
    first_seen_at  timestamptz not null default now(),
    verified_at    timestamptz,
    heard_at       timestamptz,
    sent_at        timestamptz,
    primary key (channel, account)
);

-- Under which id a message may be changed or taken back, where that is not the event's; and when it was.
alter table messages
    add column provider_id text,
    add column edited_at   timestamptz;
