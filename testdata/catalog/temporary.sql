CREATE TEMP TABLE scratch (id serial PRIMARY KEY);
BEGIN;
CREATE TEMP TABLE brief (id int) ON COMMIT DROP;
COMMIT;
CREATE TABLE scratch (id text);
INSERT INTO scratch VALUES (1);

-- expected:
-- column pg_temp.scratch.id: int4, not null, default nextval('pg_temp.scratch_id_seq')
-- column scratch.id: text
-- constraint pg_temp.scratch.scratch_pkey: primary key (id)
-- index pg_temp.scratch_pkey: unique, on pg_temp.scratch using btree (id)
-- sequence pg_temp.scratch_id_seq: int4, owned by pg_temp.scratch.id
-- table pg_temp.scratch: (id), filled
-- table scratch: (id)
