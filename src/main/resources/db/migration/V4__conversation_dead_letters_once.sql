-- A body that nobody could read is kept once, however often a messenger brings it again.
delete from dead_letters later using dead_letters first
where later.event_id is null and first.event_id is null
  and later.channel = first.channel and later.account = first.account and later.body = first.body and later.id > first.id;

create unique index dead_letters_once on dead_letters (channel, account, sha256(body))
    where event_id is null and body is not null;
