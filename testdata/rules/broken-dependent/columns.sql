-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(20), amount numeric, twice numeric GENERATED ALWAYS AS (amount * 2) STORED);
CREATE VIEW open_orders AS SELECT id, state FROM orders;
-- migration: 2_columns.sql
ALTER TABLE orders DROP COLUMN state; -- want broken-dependent: because other objects depend on it: view `open_orders`
ALTER TABLE orders ALTER COLUMN state TYPE text; -- want broken-dependent: fails: cannot alter type of a column used by a view or rule: view `open_orders`
ALTER TABLE orders ALTER COLUMN amount TYPE bigint; -- want broken-dependent: generated column `twice`
