-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
-- migrate-lint: ignore rename-column -- want unused-suppression: not understood
ALTER TABLE orders RENAME COLUMN note TO remark; -- want rename-column:
