-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 2_tags.sql
ALTER TABLE customers ADD COLUMN tag text;
ALTER TABLE orders ADD COLUMN tag text;
ALTER TABLE carts ADD COLUMN tag text;
-- migration: 3_limited.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN source text;
ALTER TABLE customers ADD COLUMN source text;
-- migration: 4_tags.sql
ALTER TABLE customers ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE carts ADD COLUMN note text;
-- migration: 5_readers_go_on.sql
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER touch BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 6_dropped.sql
DROP TABLE carts;
ALTER TABLE customers ADD COLUMN last text;
