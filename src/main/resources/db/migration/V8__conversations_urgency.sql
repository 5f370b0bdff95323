-- What cannot wait goes first when there is a backlog: a citizen who may be in danger, and what staff write.
alter table conversations add column urgent boolean not null default false;
alter table outbox add column urgent boolean not null default false;

create index conversations_to_decide on conversations (urgent desc, turn_due) where turn_due is not null;
create index outbox_to_send on outbox (channel, urgent desc, due_at) where state = 'pending';
create index outbox_on_the_way on outbox (lease_until) where state = 'sending';

-- The version before asks by these, and does without them what it did with them.
drop index conversations_due;
drop index outbox_due;

-- Rows here change several times within a second and then never again: clean up after hundreds, not after a fifth of all.
alter table conversations set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table outbox set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table inbox_events set (autovacuum_analyze_scale_factor = 0.02);
