-- Replies that staff need again and again: one team's or, without a team, everybody's. Whoever wrote one last stands beside it.
-- The version before does not offer them.
create table canned_replies (
    id         uuid primary key,
    team       text,
    title      text        not null,
    text       text        not null,
    changed_by text        not null,
    changed_at timestamptz not null default now()
);
