-- What was dropped under its new name is gone: another that has that name now is not given the old one.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a text);
CREATE TYPE mood AS ENUM ('glad');
CREATE TRIGGER once BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
-- migration: 1_shop.down.sql
DROP TABLE orders;
DROP TYPE mood;
-- migration: 2_column.up.sql
ALTER TABLE orders RENAME a TO c;
ALTER TABLE orders DROP COLUMN c;
ALTER TABLE orders ADD COLUMN d text;
ALTER TABLE orders RENAME d TO c;
-- migration: 2_column.down.sql
SELECT 1; -- want rollback-incomplete: the way back does not lead back: the column `orders.a` is not there again, the column `orders.c` stays
-- migration: 3_others.up.sql
ALTER TYPE mood RENAME TO temper;
DROP TYPE temper;
CREATE TYPE temper AS ENUM ('sad');
ALTER TRIGGER once ON orders RENAME TO always;
DROP TRIGGER always ON orders;
CREATE TRIGGER always BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
-- migration: 3_others.down.sql
SELECT 1; -- want rollback-incomplete: the way back does not lead back: the enum `mood` is not there again, the trigger `orders.once` is not there again, the enum `temper` stays, the trigger `orders.always` stays
