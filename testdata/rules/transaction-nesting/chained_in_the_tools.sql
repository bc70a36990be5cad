-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_backfill.sql
ALTER TABLE orders ADD COLUMN note text;
COMMIT AND CHAIN;
UPDATE orders SET note = state;
