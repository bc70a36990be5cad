-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(20), note text);
CREATE VIEW open_orders AS SELECT id, state FROM orders;
-- migration: 2_columns.sql
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_tables WHERE tablename = 'nowhere') THEN
        ALTER TABLE orders DROP COLUMN state;
    END IF;
END $$;
ALTER TABLE orders DROP COLUMN state CASCADE;
-- migration: 3_key.sql
CREATE TABLE hooks (id serial PRIMARY KEY, secret text);
CREATE TABLE calls (id bigint PRIMARY KEY, hook int);
CREATE VIEW busy AS SELECT *, (SELECT count(*) FROM hooks) AS all_hooks FROM calls;
-- migration: 4_key.sql
ALTER TABLE hooks ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id SET DATA TYPE text;
DROP SEQUENCE hooks_id_seq;
ALTER TABLE hooks ALTER COLUMN secret TYPE varchar(200);
