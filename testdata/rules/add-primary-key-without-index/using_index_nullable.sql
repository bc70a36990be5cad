-- migration: 1_log.sql
CREATE TABLE log (id bigint, line text);
-- migration: 2_index.sql
CREATE UNIQUE INDEX CONCURRENTLY log_pkey ON log (id);
-- migration: 3_key.sql
ALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY USING INDEX log_pkey; -- want add-primary-key-without-index: every row is read to see that `id` holds no nulls
