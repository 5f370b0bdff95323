-- Citizens, their conversations, and what is to be sent. Times are the database's clock; keys are UUIDv7.

create table citizens (
    id           uuid primary key,
    name         text,
    language     text,
    created_at   timestamptz not null default now(),
    delete_after timestamptz
);

-- Apart from citizens, so that one person's channels can be joined and parted again.
create table addresses (
    id         uuid primary key,
    citizen    uuid        not null references citizens,
    channel    text        not null,
    account    text        not null,
    person     text        not null,
    reply_to   text        not null,
    blocked_at timestamptz,
    created_at timestamptz not null default now(),
    unique (channel, account, person)
);
create index addresses_by_citizen on addresses (citizen);

create table conversations (
    id            uuid primary key,
    address       uuid        not null references addresses,
    floor         text        not null default 'assistant' check (floor in ('assistant', 'queue', 'staff', 'closed')),
    team          text,
    priority      text        not null default 'normal' check (priority in ('danger', 'high', 'normal', 'low')),
    reference     text unique,
    held_by       text,
    held_by_name  text,
    language      text,
    opened_at     timestamptz not null default now(),
    queued_at     timestamptz,
    claimed_at    timestamptz,
    closed_at     timestamptz,
    outcome       text,
    last_seq      int         not null default 0,
    said_seq      int         not null default 0,
    handled_seq   int         not null default 0,
    memory        jsonb       not null default '{}',
    turn_due      timestamptz,
    turn_attempts int         not null default 0,
    lease_until   timestamptz,
    fence         bigint      not null default 0,
    delete_after  timestamptz,
    check ((floor = 'staff') = (held_by is not null)),
    check ((floor = 'closed') = (closed_at is not null))
);
create unique index one_open_conversation_per_address on conversations (address) where floor <> 'closed';
create index conversations_by_address on conversations (address, opened_at desc);
create index conversations_due on conversations (turn_due) where turn_due is not null;
create index conversations_waiting on conversations (team, queued_at) where floor = 'queue';
create index conversations_held on conversations (held_by) where floor = 'staff';
create index conversations_to_delete on conversations (delete_after) where delete_after is not null;

create table messages (
    id              uuid primary key,
    conversation    uuid        not null references conversations on delete cascade,
    seq             int         not null,
    sender          text        not null check (sender in ('citizen', 'assistant', 'staff', 'system')),
    sender_name     text,
    content         jsonb       not null,
    text            text        not null,
    choice          text,
    event_id        text,
    article         text,
    article_version int,
    article_title   text,
    at              timestamptz not null default now(),
    unique (conversation, seq),
    foreign key (article, article_version) references article_versions
);

-- One row for each event a messenger delivered, kept longer than any messenger redelivers.
create table inbox_events (
    channel      text        not null,
    account      text        not null,
    event_id     text        not null,
    conversation uuid,
    seq          int,
    received_at  timestamptz not null default now(),
    delete_after timestamptz not null default now() + interval '14 days',
    primary key (channel, account, event_id)
);
create index inbox_events_to_delete on inbox_events (delete_after);

-- What to send, one row for each part of a reply; only the head of a conversation may go.
create table outbox (
    id           uuid primary key,
    conversation uuid        not null references conversations on delete cascade,
    message      uuid        not null references messages on delete cascade,
    seq          int         not null,
    part         int         not null,
    channel      text        not null,
    account      text        not null,
    payload      jsonb       not null,
    state        text        not null default 'pending'
        check (state in ('pending', 'sending', 'sent', 'delivered', 'read', 'failed', 'uncertain')),
    uncertain    boolean     not null default false,
    attempts     int         not null default 0,
    due_at       timestamptz not null default now(),
    lease_until  timestamptz,
    give_up_at   timestamptz not null default now() + interval '4 hours',
    provider_id  text,
    reason       text,
    created_at   timestamptz not null default now(),
    settled_at   timestamptz,
    unique (conversation, seq, part)
);
create index outbox_open on outbox (conversation, seq, part) where state in ('pending', 'sending');
create index outbox_due on outbox (due_at) where state in ('pending', 'sending');
create index outbox_by_message on outbox (message);
create index outbox_by_provider on outbox (channel, account, provider_id) where provider_id is not null;

-- What the assistant did with each citizen message, and what it tried.
create table decisions (
    conversation    uuid        not null references conversations on delete cascade,
    seq             int         not null,
    outcome         text        not null,
    article         text,
    article_version int,
    confidence      double precision,
    tried           jsonb       not null default '[]',
    micros          bigint      not null,
    at              timestamptz not null default now(),
    primary key (conversation, seq)
);

create table notes (
    id           uuid primary key,
    conversation uuid        not null references conversations on delete cascade,
    by_username  text        not null,
    by_name      text        not null,
    text         text        not null,
    at           timestamptz not null default now()
);
create index notes_by_conversation on notes (conversation, at);

create table attachments (
    id           uuid primary key,
    message      uuid        not null references messages on delete cascade,
    kind         text        not null,
    handle       text,
    file_name    text,
    media_type   text,
    size         bigint,
    bytes        bytea,
    created_at   timestamptz not null default now(),
    delete_after timestamptz
);
create index attachments_by_message on attachments (message);

-- Signed but unreadable, or failed too often: kept as it came until somebody has looked.
create table dead_letters (
    id           uuid primary key,
    channel      text        not null,
    account      text        not null,
    event_id     text,
    conversation uuid references conversations on delete cascade,
    seq          int,
    body         bytea,
    reason       text        not null,
    at           timestamptz not null default now(),
    replayed_at  timestamptz,
    delete_after timestamptz not null default now() + interval '90 days'
);

-- The order in which waiting conversations are taken.
create function priority_rank(priority text) returns int language sql immutable parallel safe as $$
    select array_position(array ['danger', 'high', 'normal', 'low'], priority)
$$;
