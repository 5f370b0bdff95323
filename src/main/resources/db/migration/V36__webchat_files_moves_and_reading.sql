-- How far staff have opened a conversation, so that its citizen may see that they are read. The version before tells nobody.
alter table conversations add column seen_seq int not null default 0;

-- What a file is by its bytes where the version before has no word for it: that one goes by file_type, which says 'other'.
alter table attachments add column exact_type text;

-- Somebody who wants to leave no trace: their token ends some minutes after their page was last open. The version before
-- treats it like any other.
alter table webchat_sessions add column fleeting boolean not null default false;
create index webchat_sessions_to_delete on webchat_sessions (delete_after);

-- Files as they came with the post, until conversations have taken them over like any messenger's. The sender's id of the
-- message is the key, so that a file which is sent again is not kept twice.
create table webchat_uploads (
    id           uuid primary key,
    person       text        not null,
    message      text        not null,
    bytes        bytea       not null,
    created_at   timestamptz not null default now(),
    delete_after timestamptz not null default now() + interval '14 days',
    unique (person, message)
);
alter table webchat_uploads alter column bytes set storage external;
create index webchat_uploads_to_delete on webchat_uploads (delete_after);

-- One-time codes by which a citizen takes a conversation along to another messenger; only their hash. One for each address,
-- because the newest is the one that counts.
create table conversation_moves (
    address      uuid primary key references addresses on delete cascade,
    hash         bytea       not null unique,
    delete_after timestamptz not null default now() + interval '15 minutes'
);
