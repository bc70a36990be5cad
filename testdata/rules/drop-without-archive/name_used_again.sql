-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, rule text, kind integer, state text);
CREATE TABLE tokens (id bigint PRIMARY KEY, content text NOT NULL);
-- migration: 2_another_type.sql
ALTER TABLE orders DROP COLUMN rule, ADD COLUMN rule jsonb; -- want drop-without-archive: destroys the values of `orders.rule`: what takes the name begins without them
-- migration: 3_set_aside.sql
ALTER TABLE orders RENAME COLUMN kind TO kind_number;
ALTER TABLE orders ADD COLUMN kind text;
ALTER TABLE orders DROP COLUMN kind_number; -- want drop-without-archive: destroys the values of `orders.kind_number`: nothing shows that all of them are elsewhere
-- migration: 4_empty.sql
DELETE FROM tokens;
ALTER TABLE tokens DROP COLUMN content;
ALTER TABLE tokens ADD COLUMN content jsonb NOT NULL;
-- migration: 5_gone.sql
ALTER TABLE orders DROP COLUMN state; -- want drop-without-archive: and running code that still uses it fails
-- migration: 6_both.sql
CREATE TABLE carts (id bigint PRIMARY KEY);
ALTER TABLE orders DROP COLUMN rule, DROP COLUMN kind, ADD COLUMN rule text; -- want drop-without-archive: destroys the values of `orders.kind`, and running code that still uses it fails
