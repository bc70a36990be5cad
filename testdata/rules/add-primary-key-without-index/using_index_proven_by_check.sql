-- migration: 1_log.sql
CREATE TABLE log (id bigint, line text, CONSTRAINT log_id_set CHECK (id IS NOT NULL));
CREATE UNIQUE INDEX log_pkey ON log (id);
CREATE TABLE other (id bigint);
ALTER TABLE other ADD PRIMARY KEY (id);
-- migration: 2_key.sql
ALTER TABLE log ADD CONSTRAINT log_pkey PRIMARY KEY USING INDEX log_pkey;
