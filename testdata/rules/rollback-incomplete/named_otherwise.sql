-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT orders_customer REFERENCES customers (id), amount int, code text CONSTRAINT one_code UNIQUE);
ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0);
-- migration: 1_shop.down.sql
DROP TABLE orders;
DROP TABLE customers;
-- migration: 2_column.up.sql
ALTER TABLE orders DROP COLUMN customer_id;
-- migration: 2_column.down.sql
ALTER TABLE orders ADD COLUMN customer_id bigint REFERENCES customers (id); -- want rollback-incomplete: the way back leads back under other names, and what calls them by the old ones fails later: the constraint `orders.orders_customer` comes back as `orders_customer_id_fkey`
-- migration: 3_constraints.up.sql
ALTER TABLE orders DROP CONSTRAINT positive;
ALTER TABLE orders DROP CONSTRAINT one_code;
-- migration: 3_constraints.down.sql
ALTER TABLE orders ADD CHECK (amount > 0); -- want rollback-incomplete: the way back leads back under other names, by which the migration does not find them when it runs again: the constraint `orders.one_code` comes back as `orders_code_key`, the constraint `orders.positive` comes back as `orders_amount_check`
ALTER TABLE orders ADD UNIQUE (code);
-- migration: 4_index.up.sql
CREATE INDEX by_amount ON orders (amount);
-- migration: 4_index.down.sql
DROP INDEX by_amount;
-- migration: 5_drop.up.sql
DROP INDEX by_amount;
-- migration: 5_drop.down.sql
CREATE INDEX ON orders (amount); -- want rollback-incomplete: help:ALTER INDEX orders_amount_idx RENAME TO by_amount;
-- migration: 6_more.up.sql
ALTER TABLE orders DROP CONSTRAINT orders_pkey;
ALTER TABLE orders ADD COLUMN note text;
-- migration: 6_more.down.sql
ALTER TABLE orders ADD CONSTRAINT pk PRIMARY KEY (id); -- want rollback-incomplete: the way back does not lead back: the constraint `orders.orders_pkey` comes back as `pk`, the column `orders.note` stays
