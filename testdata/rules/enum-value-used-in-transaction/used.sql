-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE orders (id bigint PRIMARY KEY, state state, note text);
-- migration: 2_row.sql
ALTER TYPE state ADD VALUE IF NOT EXISTS 'closed';
INSERT INTO orders VALUES (1, 'closed'); -- want enum-value-used-in-transaction: unsafe use of new value "closed" of enum type state
-- migration: 3_default.sql
ALTER TYPE state ADD VALUE 'lost' AFTER 'open';
ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'lost'; -- want enum-value-used-in-transaction: "lost"
