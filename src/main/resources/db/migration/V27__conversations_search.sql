-- What staff search through: a row for each sixteen messages of a conversation (page = seq / 16), and one for its notes
-- (page -1), with whatever is said there, what the citizen is called and which telephone numbers come up. SearchIndex writes
-- them a moment after the messages, so that nobody who sends a message waits for it.
create table search_pages (
    conversation uuid        not null,
    page         int         not null,
    first_at     timestamptz not null,
    last_at      timestamptz not null,
    words        tsvector    not null,
    primary key (conversation, page)
);
-- What has just been written is put into the index by the handful; half a megabyte of it, which every search reads, is enough.
create index search_pages_by_words on search_pages using gin (words) with (gin_pending_list_limit = 512);
create index search_pages_by_time on search_pages (last_at desc, conversation desc);
alter table search_pages set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

-- Which pages are to be written anew; all of the conversation's where there is no page. No key and no index: it is written
-- with every message.
create table search_due (
    conversation uuid not null,
    page         int
);
alter table search_due set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

-- English words in all their forms, and every word as it stands: for names, odd words and other languages.
-- Made small here, as older servers make only A to Z small where the database's own letters are C's.
create function search_words(said text) returns tsvector language sql immutable parallel safe as $$
    select to_tsvector('pg_catalog.english'::regconfig, lower(said))
        || to_tsvector('pg_catalog.simple'::regconfig, lower(said))
$$;

-- Whoever writes a message notes down that its page is due, the version before too: it knows nothing of this.
create function search_message_said() returns trigger language plpgsql as $$
begin
    insert into search_due (conversation, page) values (new.conversation, new.seq / 16);
    return null;
end
$$;

-- What was taken back or said otherwise is not found any more from that very moment. Who writes the page just now is waited for.
create function search_message_changed() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('search ' || new.conversation, 0));
    delete from search_pages where conversation = new.conversation and page = new.seq / 16;
    insert into search_due (conversation, page) values (new.conversation, new.seq / 16);
    return null;
end
$$;

create function search_note_added() returns trigger language plpgsql as $$
begin
    insert into search_due (conversation, page) values (new.conversation, -1);
    return null;
end
$$;

create function search_citizen_renamed() returns trigger language plpgsql as $$
begin
    insert into search_due (conversation)
    select c.id from conversations c join addresses a on a.id = c.address where a.citizen = new.id;
    return null;
end
$$;

create function search_address_moved() returns trigger language plpgsql as $$
begin
    insert into search_due (conversation) select id from conversations where address = new.id;
    return null;
end
$$;

-- What there is already. It takes a moment, so it comes before the locks that others have to wait for.
insert into search_due (conversation) select id from conversations;

-- In the order in which a message takes them, and messages last, so that nobody waits for each other.
create trigger addresses_to_search after update of citizen, person, reply_to on addresses
    for each row when ((old.citizen, old.person, old.reply_to) is distinct from (new.citizen, new.person, new.reply_to))
    execute function search_address_moved();
create trigger citizens_to_search after update of name on citizens
    for each row when (old.name is distinct from new.name)
    execute function search_citizen_renamed();
alter table search_pages add foreign key (conversation) references conversations on delete cascade;
create trigger notes_to_search after insert on notes
    for each row execute function search_note_added();
create trigger messages_to_search after insert on messages
    for each row execute function search_message_said();
create trigger changed_messages_to_search after update of text, content on messages
    for each row when ((old.text, old.content) is distinct from (new.text, new.content))
    execute function search_message_changed();

-- And what has been opened meanwhile: nothing can be any more until this is committed.
insert into search_due (conversation) select id from conversations where opened_at > now() - interval '1 hour';
