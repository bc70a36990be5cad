-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_forgot.sql
-- want unrecognized-filename: golang-migrate does not see `2_forgot.sql`
ALTER TABLE orders ADD COLUMN note text;
