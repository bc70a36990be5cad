-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
-- migrate-lint: allow(rename-column) the shop is closed until 2025-12-31 -- want suppression-expired: until 2025-12-31 only
ALTER TABLE orders RENAME COLUMN note TO remark; -- want rename-column:
