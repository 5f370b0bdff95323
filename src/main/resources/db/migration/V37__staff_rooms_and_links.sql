-- Rooms on messengers where staff are told of handovers: since when, and how each is reached where only its messenger can say so.
-- The version before announces nothing.
create table staff_rooms (
    channel   text        not null,
    account   text        not null,
    room      text        not null,
    reply_to  text,
    opened_at timestamptz not null default now(),
    primary key (channel, account, room)
);

-- What stands in such a room about a conversation. One that says who took it, or that nobody has to, is over; what is handed
-- over again is announced again.
create table announcements (
    id           uuid primary key,
    channel      text        not null,
    account      text        not null,
    room         text        not null,
    conversation uuid        not null references conversations on delete cascade,
    shown        jsonb,
    provider_id  text,
    over         boolean     not null default false,
    attempts     int         not null default 0,
    due_at       timestamptz not null default now(),
    lease_until  timestamptz,
    created_at   timestamptz not null default now()
);
create unique index one_open_announcement on announcements (channel, account, room, conversation) where not over;
create index announcements_by_conversation on announcements (conversation);

-- What a member of staff is told in a direct message: how their claim ended, that they are linked. Gone once it is said.
create table staff_words (
    id          uuid primary key,
    channel     text        not null,
    account     text        not null,
    person      text        not null,
    reply_to    text        not null,
    said        text        not null,
    attempts    int         not null default 0,
    due_at      timestamptz not null default now(),
    lease_until timestamptz,
    give_up_at  timestamptz not null default now() + interval '1 hour'
);
create index staff_words_to_say on staff_words (channel, account, due_at);

-- Who at a messenger is who at the desk: shown by a code that the desk shows once and the messenger's bot is given.
create table staff_messenger_links (
    channel   text        not null,
    account   text        not null,
    person    text        not null,
    staff     uuid        not null references staff on delete cascade,
    reply_to  text        not null,
    linked_at timestamptz not null default now(),
    primary key (channel, account, person),
    unique (staff, channel, account)
);
create table staff_link_codes (
    staff      uuid        primary key references staff on delete cascade,
    hash       bytea       not null unique,
    expires_at timestamptz not null
);

-- Whom we have invited on X to write in private, for a day: two machines that mention each other would never come to an end.
create table x_invitations (
    account      text        not null,
    person       text        not null,
    delete_after timestamptz not null,
    primary key (account, person)
);
