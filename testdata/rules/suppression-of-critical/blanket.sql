-- config: [rules.suppression-of-critical]
-- config: severity = "error"
-- config: rules = ["drop-without-archive"]
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_gone.sql
-- squawk-ignore
DROP TABLE orders; -- want drop-without-archive:
-- squawk-ignore ban-drop-table
DROP TABLE carts; -- want drop-without-archive:
-- migrate-lint: allow(drop-without-archive) old -- want suppression-of-critical:
DROP TABLE sessions; -- want drop-without-archive:
