-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
-- migrate-lint: allow(column-rename) nothing reads it -- want unused-suppression: there is no rule `column-rename`
ALTER TABLE orders RENAME COLUMN note TO remark; -- want rename-column:
