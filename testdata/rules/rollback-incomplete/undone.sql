-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE TYPE mood AS ENUM ('good');
CREATE TABLE orders (id bigserial PRIMARY KEY, note text NOT NULL);
CREATE INDEX orders_note ON orders (note);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 1_shop.down.sql
DROP TABLE orders;
DROP FUNCTION touch();
DROP TYPE mood;
-- migration: 2_more.up.sql
ALTER TYPE mood ADD VALUE 'bad';
ALTER TABLE orders RENAME TO purchases;
ALTER TABLE purchases ALTER COLUMN note TYPE varchar(20), ALTER COLUMN note DROP NOT NULL;
COMMENT ON TABLE purchases IS 'all of them';
-- migration: 2_more.down.sql
ALTER TABLE purchases ALTER COLUMN note SET NOT NULL, ALTER COLUMN note TYPE text;
ALTER TABLE purchases RENAME TO orders;
-- migration: 3_less.up.sql
DROP INDEX orders_note;
ALTER TABLE elsewhere DROP COLUMN a;
-- migration: 3_less.down.sql
CREATE INDEX orders_note ON purchases (note);
ALTER TABLE elsewhere ADD COLUMN a int;
