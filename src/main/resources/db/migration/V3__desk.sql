-- Staff, how they sign in, and the audit of what they did.

create table staff (
    id            uuid primary key,
    username      text        not null unique check (username = lower(username)),
    name          text        not null,
    password_hash text        not null,
    roles         text[]      not null,
    active        boolean     not null default true,
    created_at    timestamptz not null default now()
);

create table staff_teams (
    staff uuid not null references staff on delete cascade,
    team  text not null,
    primary key (staff, team)
);

create table staff_tokens (
    id           uuid primary key,
    staff        uuid        not null references staff on delete cascade,
    hash         bytea       not null unique,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    expires_at   timestamptz
);
create index staff_tokens_by_staff on staff_tokens (staff);

-- Who is signed in to the console; a session knows nothing but whose it is, under the hash of what the browser keeps.
create table staff_sessions (
    hash          bytea primary key,
    staff         uuid        not null references staff on delete cascade,
    created_at    timestamptz not null default now(),
    last_used_at  timestamptz not null default now(),
    expires_at    timestamptz not null
);
create index staff_sessions_to_delete on staff_sessions (expires_at);
create index staff_sessions_by_staff on staff_sessions (staff);

create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    who     text        not null,
    action  text        not null,
    subject text        not null,
    details jsonb       not null default '{}'
);

create trigger audit_is_append_only
    before update or delete on audit
    for each statement execute function refuse_change();

-- Web chat visitors: the bearer token is kept only as a hash.
create table webchat_sessions (
    hash         bytea primary key,
    person       text        not null unique,
    created_at   timestamptz not null default now(),
    delete_after timestamptz not null default now() + interval '180 days'
);

-- Where a polled messenger stands: advanced only after what was fetched is committed; one poller across nodes.
create table poll_offsets (
    channel     text        not null,
    account     text        not null,
    next_offset bigint      not null default 0,
    lease_until timestamptz,
    lease_fence bigint      not null default 0,
    polled_at   timestamptz,
    primary key (channel, account)
);
