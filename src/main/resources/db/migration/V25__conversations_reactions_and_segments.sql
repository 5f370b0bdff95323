-- The sign that a citizen put on a message, as a messenger shows it there, and when. The version before does not show it.
alter table messages
    add column reaction   text,
    add column reacted_at timestamptz;

-- Texts are paid for by the segment, so these are counted beside the messages.
alter table channel_charges add column segments bigint not null default 0;
