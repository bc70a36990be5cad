-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(20), amount numeric, twice numeric GENERATED ALWAYS AS (amount * 2) STORED);
CREATE VIEW open_orders AS SELECT id, state FROM orders;
-- migration: 2_columns.sql
ALTER TABLE orders DROP COLUMN state; -- want certain-failure: cannot drop column state of table orders because other objects depend on it
ALTER TABLE orders ALTER COLUMN state TYPE text; -- want certain-failure: fails: cannot alter type of a column used by a view or rule
ALTER TABLE orders ALTER COLUMN amount TYPE bigint; -- want certain-failure: cannot alter type of a column used by a generated column
