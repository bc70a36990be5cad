-- What the server reads as the same is no difference.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, date timestamp, s varchar, a bool DEFAULT 'false', n int DEFAULT '1', t text DEFAULT '01', CONSTRAINT known CHECK ((s)::text = ANY ((ARRAY['a'::varchar, 'b'::varchar])::text[])));
CREATE INDEX orders_date ON orders (date(date));
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_known.up.sql
ALTER TABLE orders DROP CONSTRAINT known, DROP COLUMN a, DROP COLUMN n, DROP COLUMN t;
-- migration: 2_known.down.sql
ALTER TABLE orders ADD CONSTRAINT known CHECK ((s)::text = ANY (ARRAY[('a'::varchar)::text, ('b'::varchar)::text])), ADD COLUMN a bool DEFAULT false, ADD COLUMN n int DEFAULT 1, ADD COLUMN t text DEFAULT 01; -- want rollback-incomplete: the way back does not lead back: the column `orders.t` has default 1 instead of '01'
-- migration: 3_date.up.sql
ALTER TABLE orders ALTER COLUMN date TYPE date;
-- migration: 3_date.down.sql
ALTER TABLE orders ALTER COLUMN date TYPE timestamp;
-- migration: 4_index.up.sql
DROP INDEX orders_date;
-- migration: 4_index.down.sql
CREATE INDEX orders_date ON orders (date);
-- migration: 5_collation.up.sql
ALTER TABLE orders ALTER COLUMN s TYPE varchar COLLATE "C";
-- migration: 5_collation.down.sql
ALTER TABLE orders ALTER COLUMN s TYPE varchar COLLATE "default";
