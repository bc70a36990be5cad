-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
-- migrate-lint: allow(rename-column): nothing reads it
ALTER TABLE orders RENAME COLUMN note TO remark;
