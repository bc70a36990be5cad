-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE orders (id bigint PRIMARY KEY, state state);
-- migration: 2_add.sql
ALTER TYPE state ADD VALUE 'closed';
UPDATE orders SET state = 'closed' WHERE id = 17;
