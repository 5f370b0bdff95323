-- Which member of staff said it, as two may have the same name. Null for all others, and where the version before wrote it.
alter table messages add column sender_username text;
