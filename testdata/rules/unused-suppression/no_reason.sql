-- config: [rules.unused-suppression]
-- config: require-reason = true
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
/* migrate-lint: allow(rename-column) */ -- want unused-suppression: does not say why
ALTER TABLE orders RENAME COLUMN note TO remark;
