CREATE SCHEMA shop; CREATE SCHEMA locked;
CREATE TABLE orders (id bigint PRIMARY KEY, email text);
CREATE TABLE shop.items (id bigint PRIMARY KEY, n int); CREATE TABLE locked.secrets (id int);
ALTER TABLE shop.items OWNER TO watcher; GRANT USAGE ON SCHEMA shop TO watcher;
GRANT SELECT, UPDATE ON orders TO watcher;
-- case: it owns nothing of this
-- flags: --migration-role watcher
-- migration
ALTER TABLE orders ADD COLUMN a int; -- want insufficient-privilege confirmed: `orders` is owned by postgres, and watcher is no member of that role: the statement fails with SQLSTATE 42501
UPDATE orders SET email = 'x' WHERE id = 1;
DELETE FROM orders WHERE id = 2; -- want insufficient-privilege confirmed: watcher has no DELETE on `orders`
CREATE TABLE shop.more (id bigint); -- want insufficient-privilege confirmed: watcher may not create in the schema `shop`
ALTER TABLE shop.items ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES orders; -- want insufficient-privilege confirmed: watcher has no REFERENCES on `orders`
UPDATE locked.secrets SET id = 1; -- want insufficient-privilege confirmed: watcher may not use the schema `locked`
CREATE SCHEMA mine; -- want insufficient-privilege confirmed: watcher may not create a schema in the database
DROP SCHEMA locked; -- want insufficient-privilege confirmed: the schema `locked` is owned by postgres
-- case: it is its own table, where it may not create
-- role: watcher
-- migration
CREATE INDEX items_n_idx ON shop.items (n); -- want insufficient-privilege confirmed: watcher may not create in the schema `shop`
-- case: rights that a condition or unseen code may have changed are not judged
-- flags: --migration-role watcher
-- migration
DELETE FROM orders WHERE id = 2; -- want insufficient-privilege confirmed: watcher has no DELETE on `orders`
DO $$ BEGIN IF current_user = 'postgres' THEN ALTER TABLE orders OWNER TO watcher; END IF; END $$;
ALTER TABLE orders ADD COLUMN a int; -- want insufficient-privilege none
