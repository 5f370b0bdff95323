-- What staff put off, ask each other, join and send along. None of it changes what the version before reads or writes: there a
-- conversation that was put off stands in its holder's list, two citizens stay two, and replies wait until this version says them.

-- Replies that nobody has said yet: for some seconds, so that they can be taken back, or until a time that somebody chose.
create table later_replies (
    id           uuid primary key,
    conversation uuid        not null references conversations on delete cascade,
    by_username  text        not null,
    by_name      text        not null,
    content      jsonb       not null,
    -- The article whose own words it says, or null.
    quoted       jsonb,
    -- Whether somebody chose the time; else it only waits to be taken back.
    planned      boolean     not null,
    -- What the citizen had said by then: with more, a planned one is held.
    heard_seq    int         not null,
    due_at       timestamptz not null,
    -- When it came to its time and was not said, and why.
    held_at      timestamptz,
    held_why     text,
    created_at   timestamptz not null default now()
);
create index later_replies_due on later_replies (due_at) where held_at is null;
create index later_replies_by_conversation on later_replies (conversation);
create index later_replies_held on later_replies (by_username) where held_at is not null;

-- Until when its holder does not want to see it, from when on, and what the citizen had said by then: who holds it since a later
-- time than that, or hears more, has it back.
alter table conversations
    add column snoozed_until timestamptz,
    add column snoozed_at    timestamptz,
    add column snoozed_seq   int;

-- What one member of staff asks another about a conversation, who sees it until that is answered.
create table asks (
    id           uuid primary key,
    conversation uuid        not null references conversations on delete cascade,
    note         uuid        not null references notes on delete cascade,
    by_username  text        not null,
    by_name      text        not null,
    of_username  text        not null,
    of_name      text        not null,
    at           timestamptz not null default now(),
    answered_at  timestamptz
);
create unique index asks_open on asks (conversation, of_username) where answered_at is null;
create index asks_of on asks (of_username, at) where answered_at is null;
create index asks_by_note on asks (note);

-- Citizens that staff take for one person. Beside the citizens, so that parting them again leaves each as it was.
create table joined_citizens (
    citizen     uuid primary key references citizens on delete cascade,
    person      uuid        not null,
    by_username text        not null,
    at          timestamptz not null default now()
);
create index joined_citizens_by_person on joined_citizens (person);

-- Files that staff send: for one conversation, or shared by many. Who knows the link may fetch one that was sent.
create table staff_files (
    id           uuid primary key,
    conversation uuid references conversations on delete cascade,
    shared       boolean     not null,
    link         text        not null unique,
    kind         text        not null,
    file_name    text        not null,
    file_type    text        not null,
    file_size    bigint      not null,
    picture      boolean     not null,
    bytes        bytea       not null,
    by_username  text        not null,
    created_at   timestamptz not null default now()
);
alter table staff_files alter column bytes set storage external;
create index staff_files_by_conversation on staff_files (conversation) where conversation is not null;
create index staff_files_to_delete on staff_files (created_at) where not shared;

create table sent_files (
    message      uuid primary key references messages on delete cascade,
    file         uuid        not null references staff_files on delete cascade,
    served_until timestamptz not null
);
create index sent_files_by_file on sent_files (file);

-- The file that goes along with a canned reply, or null.
alter table canned_replies add column file uuid;

-- A question and its reply that should be an article. It goes with its conversation, whose citizen may stand in it.
create table article_drafts (
    id           uuid primary key,
    conversation uuid        not null references conversations on delete cascade,
    team         text        not null,
    question     text        not null,
    reply        text        not null,
    by_username  text        not null,
    by_name      text        not null,
    at           timestamptz not null default now(),
    done_by      text,
    done_at      timestamptz
);
create index article_drafts_by_conversation on article_drafts (conversation);
