-- config: [rules.release-coupling]
-- config: severity = "advice"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_remark.sql
ALTER TABLE orders ADD COLUMN remark text, DROP COLUMN note; -- want release-coupling: takes away in the same release
