-- From PostgreSQL 18 on a NOT NULL has a name; nobody says that the server is an older one.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_rename.up.sql
ALTER TABLE orders ALTER COLUMN a SET NOT NULL;
ALTER TABLE orders RENAME COLUMN a TO b;
-- migration: 2_rename.down.sql
ALTER TABLE orders RENAME CONSTRAINT orders_a_not_null TO orders_b_not_null;
ALTER TABLE orders RENAME COLUMN b TO a;
ALTER TABLE orders ALTER COLUMN a DROP NOT NULL;
