-- How staff sign in, which sessions they have, and what the audit keeps. The version before signs staff in by their password alone,
-- so a second factor protects nobody before its last node has stopped.

-- Who is led through the set-up after signing in, and since when a password is one that its owner chose.
alter table staff
    add column being_welcomed      boolean not null default false,
    add column password_chosen_at  timestamptz;

-- What somebody sees of their sessions: which device, from where, how they signed in. The id is what a page may know.
alter table staff_sessions
    add column id      uuid not null default gen_random_uuid(),
    add column device  text,
    add column address text,
    add column through text not null default 'password';
create unique index staff_sessions_by_id on staff_sessions (id);

-- A link with which somebody chooses a password: one each, used once, known here by its hash.
create table staff_links (
    staff      uuid primary key references staff on delete cascade,
    hash       bytea       not null unique,
    expires_at timestamptz not null
);

-- The second factor: a secret shared with an app (RFC 6238), locked with a key that is not in the database, and the last step of
-- time whose code was used.
create table staff_second_factors (
    staff     uuid primary key references staff on delete cascade,
    secret    bytea       not null,
    key_name  text        not null,
    last_step bigint      not null default 0,
    since     timestamptz not null default now()
);

-- Codes for when the app is not at hand; each is taken away when it is used.
create table staff_recovery_codes (
    staff uuid  not null references staff on delete cascade,
    hash  bytea not null,
    primary key (staff, hash)
);

-- Who has given the right password and owes a second factor, under the hash of their browser's cookie. No session yet.
create table staff_half_sign_ins (
    hash       bytea primary key,
    staff      uuid        not null references staff on delete cascade,
    onward     text        not null,
    tries      int         not null default 0,
    expires_at timestamptz not null
);
create index staff_half_sign_ins_to_delete on staff_half_sign_ins (expires_at);

-- Who is away at the council's own sign-in, and what they must bring back.
create table staff_oidc_visits (
    hash       bytea primary key,
    state      text        not null,
    nonce      text        not null,
    verifier   text        not null,
    onward     text        not null,
    expires_at timestamptz not null
);
create index staff_oidc_visits_to_delete on staff_oidc_visits (expires_at);

-- Whose account it is, in the words of the council's own sign-in: these two never change, an e-mail address does.
create table staff_identities (
    issuer     text        not null,
    subject    text        not null,
    staff      uuid        not null references staff on delete cascade,
    created_at timestamptz not null default now(),
    primary key (issuer, subject)
);
create index staff_identities_by_staff on staff_identities (staff);

-- The audit is looked through by who and by what. Staff wait for a few seconds where it has millions of lines, citizens do not.
create index audit_by_who on audit (who, id);
create index audit_by_subject on audit (subject, id);

-- From where, and until when a line is kept. Nobody can write one that is soon gone.
alter table audit
    add column address      text,
    add column delete_after timestamptz not null default now() + interval '730 days',
    add constraint audit_is_kept check (delete_after >= at + interval '90 days') not valid;
create index audit_to_let_go on audit (delete_after);

-- Nothing in it can be changed, and nothing taken away before its date; also not by a session that calls itself a replica.
drop trigger audit_is_append_only on audit;
create trigger audit_is_append_only
    before update or truncate on audit
    for each statement execute function refuse_change();
alter table audit enable always trigger audit_is_append_only;

create function audit_keeps_its_lines() returns trigger language plpgsql as $$
begin
    if old.delete_after > now() then
        raise exception 'audit is append-only: this line is kept until %', old.delete_after;
    end if;
    return old;
end
$$;
create trigger audit_lines_are_kept
    before delete on audit
    for each row execute function audit_keeps_its_lines();
alter table audit enable always trigger audit_lines_are_kept;

-- Nobody has the right to either; an owner has it only because nobody took it away.
revoke update, delete, truncate on audit from public, current_user;

-- The one way in which lines go: those past their date, the oldest first. It takes the right for its own transaction and gives it
-- back before anybody else could see it.
create function audit_let_go(most int) returns int
    language plpgsql security definer set search_path from current as $$
declare
    gone int;
begin
    perform pg_advisory_xact_lock(hashtextextended('audit_let_go', 0));
    grant delete on audit to current_user;
    delete from audit
    where id in (select id from audit where delete_after <= now() order by delete_after, id limit most);
    get diagnostics gone = row_count;
    revoke delete on audit from current_user;
    return gone;
end
$$;
revoke all on function audit_let_go(int) from public;
