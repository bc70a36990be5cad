-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_drop.up.sql
DROP TABLE orders;
-- migration: 2_drop.down.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text); -- want irreversible-unmarked: makes `orders` again, but empty
