-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_null.up.sql
ALTER TABLE orders ALTER COLUMN state DROP NOT NULL;
-- migration: 2_null.down.sql
ALTER TABLE orders ALTER COLUMN state SET NOT NULL; -- want rollback-unsafe-lock: while `orders` is scanned
