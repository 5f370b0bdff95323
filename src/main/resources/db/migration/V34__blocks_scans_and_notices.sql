-- Who is not answered for a while, and why: staff ask, a supervisor decides, looks again before it ends, and may lift it.
create table blocks (
    id               uuid primary key,
    citizen          uuid        not null references citizens on delete cascade,
    conversation     uuid references conversations on delete set null,
    reason           text        not null,
    note             text        not null default '',
    days             int         not null,
    state            text        not null default 'asked' check (state in ('asked', 'active', 'refused', 'lifted')),
    asked_by         text        not null,
    asked_by_name    text        not null,
    asked_at         timestamptz not null default now(),
    decided_by       text,
    decided_by_name  text,
    decided_at       timestamptz,
    review_at        timestamptz,
    reviewed_by_name text,
    reviewed_at      timestamptz,
    ends_at          timestamptz,
    ended_by_name    text,
    told_at          timestamptz,
    delete_after     timestamptz not null default now() + interval '90 days'
);
create index blocks_by_citizen on blocks (citizen);
create index blocks_by_conversation on blocks (conversation);
create index blocks_to_delete on blocks (delete_after);

-- What the virus scanner said of a file: 'clean', 'infected' or 'too_large'; null until it has looked. Only where there is one.
alter table attachments
    add column scan          text,
    add column scan_attempts int         not null default 0,
    add column scan_due      timestamptz not null default now(),
    add column scan_lease    timestamptz;
create index attachments_to_scan on attachments (scan_due) where state = 'fetched' and scan is null;

-- The key by which push services know us, made once and the same on every node.
create table push_keys (
    only_one    boolean primary key default true check (only_one),
    public_key  bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null default now()
);

-- Browsers of staff that want to be told; each goes with the session in which it was switched on.
create table push_subscriptions (
    id         uuid primary key,
    session    bytea       not null references staff_sessions on delete cascade,
    endpoint   text        not null unique,
    public_key bytea       not null,
    secret     bytea       not null,
    created_at timestamptz not null default now()
);
create index push_subscriptions_by_session on push_subscriptions (session);

-- Up to which of the citizen's messages staff have been called to a conversation.
create table push_marks (
    conversation uuid primary key references conversations on delete cascade,
    seq          int         not null,
    danger       boolean     not null,
    at           timestamptz not null default now()
);

-- What is still to be sent to a browser. It says which conversation, never what was written there.
create table push_notices (
    id           uuid primary key,
    subscription uuid        not null references push_subscriptions on delete cascade,
    conversation uuid        not null references conversations on delete cascade,
    danger       boolean     not null,
    attempts     int         not null default 0,
    due_at       timestamptz not null default now(),
    lease_until  timestamptz,
    give_up_at   timestamptz not null default now() + interval '15 minutes'
);
create index push_notices_due on push_notices (due_at);
create index push_notices_by_subscription on push_notices (subscription);
create index push_notices_by_conversation on push_notices (conversation);
