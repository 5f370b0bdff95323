-- Published knowledge. A version never changes once it is written; a publication says which versions were live together.

create table publications (
    id           bigint generated always as identity primary key,
    digest       text        not null,
    synonyms     text        not null,
    -- What was learnt from these versions (weights, confidence, thresholds), as JSON; null until a node has learnt it.
    calibration  text,
    published_at timestamptz not null default now()
);

create table article_versions (
    article        text        not null,
    version        int         not null check (version > 0),
    title          text        not null,
    kind           text        not null check (kind in ('answer', 'danger', 'smalltalk')),
    team           text        not null,
    language       text        not null,
    translation_of text,
    review_by      date,
    digest         text        not null,
    source         text        not null,
    published_at   timestamptz not null default now(),
    primary key (article, version)
);

create table publication_articles (
    publication bigint not null references publications,
    article     text   not null,
    version     int    not null,
    primary key (publication, article),
    foreign key (article, version) references article_versions
);

-- Files that could not be published, replaced at each look at the folder; the last good version stays live.
create table article_problems (
    file   text        not null,
    line   int         not null,
    reason text        not null,
    at     timestamptz not null default now(),
    primary key (file, line, reason)
);

-- Signing of publications, classifier and thresholds join here when an issue asks.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;

create trigger article_versions_are_immutable
    before update or delete on article_versions
    for each statement execute function refuse_change();
