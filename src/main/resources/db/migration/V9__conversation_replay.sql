-- What staff do about dead letters: ask for another try, or put one aside. What was kept raw also keeps how it came,
-- without headers and query, which may hold a messenger's secret.
alter table dead_letters
    add column method             text,
    add column path               text,
    add column content_type       text,
    add column replay_asked_at    timestamptz,
    add column replay_lease_until timestamptz,
    add column attempts           int not null default 0,
    add column attempts_asked     int not null default 0,
    add column failures           int not null default 0,
    add column outcome            text,
    add column discarded_at       timestamptz;

create index dead_letters_open on dead_letters (at) where replayed_at is null and discarded_at is null;
create index dead_letters_asked on dead_letters (replay_asked_at)
    where replay_asked_at is not null and replayed_at is null;
create index dead_letters_by_conversation on dead_letters (conversation) where conversation is not null;
create index dead_letters_to_delete on dead_letters (delete_after);

-- Why a reply failed, as far as a program can tell; beside it stands the messenger's own word.
alter table outbox add column trouble text;
create index outbox_failed on outbox (created_at) where state = 'failed';
