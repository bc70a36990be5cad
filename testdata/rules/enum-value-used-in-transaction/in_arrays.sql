-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('open', 'paid');
CREATE TABLE orders (id bigint PRIMARY KEY, now_in state, was_in state[]);
-- migration: 2_literal.sql
ALTER TYPE state ADD VALUE 'sent';
SELECT id FROM orders WHERE now_in = ANY ('{sent}'::state[]); -- want enum-value-used-in-transaction: fails: unsafe use of new value "sent"
-- migration: 3_list.sql
ALTER TYPE state ADD VALUE 'back';
SELECT id FROM orders WHERE now_in = ANY ('{back}'); -- want enum-value-used-in-transaction: fails: unsafe use of new value "back"
-- migration: 4_array.sql
ALTER TYPE state ADD VALUE 'lost';
SELECT id FROM orders WHERE now_in = ANY (ARRAY['lost', 'open']::state[]); -- want enum-value-used-in-transaction: fails: unsafe use of new value "lost"
-- migration: 5_insert.sql
ALTER TYPE state ADD VALUE 'late';
INSERT INTO orders (id, was_in) VALUES (1, '{open,late}'); -- want enum-value-used-in-transaction: fails: unsafe use of new value "late"
-- migration: 6_default.sql
ALTER TYPE state ADD VALUE 'new';
ALTER TABLE orders ALTER COLUMN was_in SET DEFAULT '{new}'; -- want enum-value-used-in-transaction: fails: unsafe use of new value "new"
-- migration: 7_append.sql
ALTER TYPE state ADD VALUE 'seen';
UPDATE orders SET was_in = array_append(was_in, 'seen') WHERE id = 1; -- want enum-value-used-in-transaction: fails: unsafe use of new value "seen"
-- migration: 8_contains.sql
ALTER TYPE state ADD VALUE 'gone';
DELETE FROM orders WHERE was_in @> '{gone}'; -- want enum-value-used-in-transaction: fails: unsafe use of new value "gone"
-- migration: 9_as_text.sql
ALTER TYPE state ADD VALUE 'void';
SELECT id FROM orders WHERE now_in::text = ANY ('{void}');
SELECT id FROM orders WHERE now_in::text IN ('void', 'open');
INSERT INTO orders (id, was_in) VALUES (1, '{open}');
