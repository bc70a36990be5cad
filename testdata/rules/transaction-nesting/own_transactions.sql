-- migration: 1_shop.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
COMMIT;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.state := 'x'; RETURN NEW; END $$;
BEGIN;
SAVEPOINT here;
DROP TABLE orders;
ROLLBACK TO SAVEPOINT here;
COMMIT;
DO $$ BEGIN PERFORM 1; END $$;
