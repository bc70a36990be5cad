-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE orders (id bigint PRIMARY KEY, state state);
CREATE TABLE words (word text PRIMARY KEY);
-- migration: 2_add.sql
ALTER TYPE state ADD VALUE 'closed';
INSERT INTO words VALUES ('closed');
UPDATE orders SET state = 'open' WHERE id = 17;
