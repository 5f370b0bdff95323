-- What citizens send is fetched from their messenger and kept. The bytes stand apart, so that lists stay small.
alter table attachments
    add column state       text        not null default 'pending',
    add column trouble     text,
    add column attempts    int         not null default 0,
    add column due_at      timestamptz not null default now(),
    add column lease_until timestamptz,
    add column file_type   text,
    add column file_size   bigint,
    add column picture     boolean     not null default false;

create index attachments_to_fetch on attachments (due_at) where state = 'pending' and handle is not null;

create table attachment_files (
    attachment uuid primary key references attachments on delete cascade,
    bytes      bytea not null
);
-- Photos and sounds are compressed already; left as they are, a part can be read without the rest.
alter table attachment_files alter column bytes set storage external;
