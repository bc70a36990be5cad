-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: seed.sql
INSERT INTO orders VALUES (1);
