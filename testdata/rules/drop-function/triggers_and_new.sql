-- migration: 1_functions.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_drop.sql
DROP TRIGGER touch ON orders;
DROP FUNCTION touch();
DROP FUNCTION IF EXISTS never_was(int);
CREATE FUNCTION helper() RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION helper();
