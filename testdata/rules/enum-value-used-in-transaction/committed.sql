-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE orders (id bigint PRIMARY KEY, state state, note text);
-- migration: 2_add.sql
ALTER TYPE state ADD VALUE 'closed';
UPDATE orders SET note = 'closed' WHERE id = 17 AND state = 'open';
-- migration: 3_use.sql
UPDATE orders SET state = 'closed' WHERE id = 17;
ALTER TYPE state RENAME VALUE 'new' TO 'created';
UPDATE orders SET state = 'created' WHERE id = 18;
