-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
COMMIT; -- want transaction-nesting: ends the transaction that sqlx opened
CREATE TABLE items (id bigint PRIMARY KEY);
-- migration: 2_items.sql
begin transaction; -- want transaction-nesting: BEGIN TRANSACTION only warns: sqlx has opened a transaction already
ALTER TABLE orders ADD COLUMN note text;
END;
