-- Whether articles helped, as those say who read them: counts of each version, and nothing about anybody. The version before
-- does not ask.
create table article_helped (
    article    text   not null,
    version    int    not null,
    helped     bigint not null default 0,
    not_helped bigint not null default 0,
    primary key (article, version),
    foreign key (article, version) references article_versions
);

-- What the council signs its answers with, shared by all nodes: 32 random bytes each. The one with the highest number signs;
-- what the others signed stays known as ours, so none is ever removed.
create table signing_keys (
    number int         not null primary key,
    secret text        not null,
    since  timestamptz not null default now()
);
