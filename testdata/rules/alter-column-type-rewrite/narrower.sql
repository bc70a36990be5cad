-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, number bigint, note varchar(50), price numeric(10,4), made_at timestamptz);
-- migration: 2_narrower.sql
ALTER TABLE orders ALTER COLUMN number TYPE integer; -- want alter-column-type-rewrite: `number` changes from bigint to integer
ALTER TABLE orders ALTER COLUMN note TYPE varchar(20); -- want alter-column-type-rewrite: `note` changes from varchar(50) to varchar(20)
ALTER TABLE orders ALTER COLUMN price TYPE numeric(10,2); -- want alter-column-type-rewrite: `price` changes
ALTER TABLE orders ALTER COLUMN made_at TYPE date; -- want alter-column-type-rewrite: `made_at` changes
