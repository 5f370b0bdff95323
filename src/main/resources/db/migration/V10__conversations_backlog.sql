-- What those who run the service look at every few seconds must cost the same with millions of rows.
create index outbox_unsent on outbox (state, settled_at) where state in ('failed', 'uncertain');
