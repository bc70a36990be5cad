-- config: [rules.replace-object-behavior]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE VIEW v AS SELECT id FROM orders;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_replace.sql
CREATE OR REPLACE VIEW v AS SELECT id FROM orders WHERE id > 0; -- want replace-object-behavior: what the view `v` does
CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'; -- want replace-object-behavior: what `f` does
CREATE OR REPLACE TRIGGER touch AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch(); -- want replace-object-behavior: the trigger `touch` of `orders`
