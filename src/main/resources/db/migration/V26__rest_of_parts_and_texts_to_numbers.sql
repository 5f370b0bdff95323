-- Where the time is over in which a citizen may be written to freely, what is left of a part goes another way: so many of its
-- messages went out before that, and are not sent again. The version before sends all of it again.
alter table outbox add column went_freely integer not null default 0;

-- What has gone to each phone number within the last hour, because the phone networks drop what is more and nobody hears of
-- it. A text stands at the same place in both lists: when it went, and what tells its words from others. One row for each
-- number, so that whoever counts locks it and no two count at once. The version before counts by itself, in each node.
create table notify_texts (
    account      text          not null,
    number       text          not null,
    sent_at      timestamptz[] not null,
    words        integer[]     not null,
    delete_after timestamptz   not null,
    primary key (account, number)
);
