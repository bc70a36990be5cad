-- config: [rules.timeout-too-long]
-- config: lock-timeout = "1s"
-- config: statement-timeout = "5min"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
SET lock_timeout = '5s'; -- want timeout-too-long: lets every read and write to `orders` queue up for as long as 5s
SET statement_timeout = '1h'; -- want timeout-too-long: lets a statement hold ACCESS EXCLUSIVE on `orders` for as long as 1h
ALTER TABLE orders ADD COLUMN a text;
