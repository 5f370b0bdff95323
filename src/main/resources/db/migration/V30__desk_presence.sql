-- Who is at the desk: a row for each open stream of a page, which lives only as long as its page answers, one for the pages
-- that somebody opens without a script, and one for the programs that call in somebody's name. Nodes of the version before
-- write none; what they know of sessions counts beside it.
create table staff_presence (
    id            uuid primary key,
    staff         uuid        not null references staff on delete cascade,
    kind          text        not null check (kind in ('stream', 'view', 'program')),
    -- What they look at, and until when they count as writing there.
    conversation  uuid,
    writing_until timestamptz,
    expires_at    timestamptz not null
) with (fillfactor = 50);
-- None of these has a column that changes every few seconds, so that such changes need no index.
create unique index staff_presence_once on staff_presence (staff, kind) where kind <> 'stream';
create index staff_presence_by_staff on staff_presence (staff);
create index staff_presence_by_conversation on staff_presence (conversation) where conversation is not null;

-- What somebody takes on. Without a row: as many conversations as the installation says, in English, and not away.
create table staff_duties (
    staff      uuid primary key references staff on delete cascade,
    capacity   int check (capacity >= 0),
    languages  text[]      not null default '{}',
    away_until timestamptz,
    -- When they were last given a conversation, so that others come first.
    given_at   timestamptz
);
