-- config: layout = "golang-migrate"
-- config: [rules.rollback-destructive]
-- config: own-objects = true
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 1_shop.down.sql
DROP TABLE orders; -- want rollback-destructive: the way back drops `orders`: what was written there since
-- migration: 2_more.up.sql
ALTER TABLE orders ADD COLUMN state text;
-- migration: 2_more.down.sql
ALTER TABLE orders DROP COLUMN state; -- want rollback-destructive: the way back drops `orders.state`
