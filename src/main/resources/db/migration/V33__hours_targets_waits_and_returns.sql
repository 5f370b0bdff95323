-- Opening hours and closures that somebody has set while the server runs; without a team they are the council's and
-- everybody's. What is not here is as configured. The version before goes by the configuration alone.
create table opening_hours (
    team       text,
    hours      text        not null,
    changed_by text        not null,
    changed_at timestamptz not null default now()
);
create unique index opening_hours_once on opening_hours ((coalesce(team, '')));

-- Without times they are whole days; until midnight means to the end of the day.
create table closures (
    id         uuid primary key,
    team       text,
    first_day  date        not null,
    last_day   date        not null,
    from_time  time,
    until_time time,
    reason     text        not null,
    changed_by text        not null,
    changed_at timestamptz not null default now(),
    check (last_day >= first_day),
    check ((from_time is null) = (until_time is null))
);

-- How soon staff mean to reply and to be done, in minutes of working time; without a team, whoever has none of their own.
create table targets (
    team               text,
    priority           text        not null check (priority in ('danger', 'high', 'normal', 'low')),
    reply_minutes      int         not null check (reply_minutes > 0),
    resolution_minutes int         not null check (resolution_minutes > 0),
    changed_by         text        not null,
    changed_at         timestamptz not null default now()
);
create unique index targets_once on targets ((coalesce(team, '')), priority);

-- Each time somebody stood in a team's queue, for telling others how long it takes. Whoever moves the floor leaves a row, by a
-- trigger: the version before moves it too. Another team or priority is another place, and another row.
create table queue_stays (
    conversation uuid        not null,
    team         text        not null,
    priority     text        not null,
    queued_at    timestamptz not null,
    entered_at   timestamptz not null,
    left_at      timestamptz,
    claimed      boolean     not null default false
);
create index queue_stays_by_conversation on queue_stays (conversation);
create index queue_stays_by_team on queue_stays (team, left_at);

-- Each time staff closed a conversation: who, whether they asked if it is solved, and what the citizen said to that.
create table closings (
    conversation uuid        not null,
    at           timestamptz not null,
    by_username  text        not null,
    by_name      text        not null,
    outcome      text        not null,
    asked        boolean     not null,
    may_return   boolean     not null,
    solved       boolean,
    answered_at  timestamptz,
    primary key (conversation, at)
);

create function queue_stay_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if old.floor = 'queue' then
            update queue_stays set left_at = now(), claimed = (new.floor = 'staff')
            where conversation = new.id and left_at is null;
        end if;
    end if;
    if new.floor = 'queue' then
        insert into queue_stays (conversation, team, priority, queued_at, entered_at)
        values (new.id, coalesce(new.team, ''), new.priority, coalesce(new.queued_at, now()), now());
    end if;
    return null;
end
$$;

-- Who waits now. It comes before the locks that others have to wait for.
insert into queue_stays (conversation, team, priority, queued_at, entered_at)
select id, coalesce(team, ''), priority, coalesce(queued_at, now()), coalesce(queued_at, now())
from conversations where floor = 'queue';

-- When a closed one was last opened again: its place goes by its age, the time it waits does not.
alter table conversations add column reopened_at timestamptz;
-- Nobody can come or go any more until this is committed.
delete from queue_stays s where not exists (select from conversations c where c.id = s.conversation and c.floor = 'queue');
alter table queue_stays add foreign key (conversation) references conversations on delete cascade;
alter table closings add foreign key (conversation) references conversations on delete cascade;
create trigger conversations_begin_a_stay after insert on conversations
    for each row when (new.floor = 'queue')
    execute function queue_stay_changed();
create trigger conversations_change_their_stay after update of floor, team, priority on conversations
    for each row when ((old.floor = 'queue' or new.floor = 'queue')
                       and (old.floor, old.team, old.priority) is distinct from (new.floor, new.team, new.priority))
    execute function queue_stay_changed();

-- And who has come meanwhile.
insert into queue_stays (conversation, team, priority, queued_at, entered_at)
select id, coalesce(team, ''), priority, coalesce(queued_at, now()), coalesce(queued_at, now())
from conversations c where floor = 'queue' and not exists (select from queue_stays s where s.conversation = c.id);
