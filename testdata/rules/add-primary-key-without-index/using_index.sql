-- migration: 1_log.sql
CREATE TABLE log (id bigint NOT NULL, line text);
CREATE UNIQUE INDEX log_pkey ON log (id);
-- migration: 2_key.sql
ALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY USING INDEX log_pkey;
