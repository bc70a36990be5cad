CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migrate-lint: allow(rename-column) the table is new -- want unused-suppression: there is no `rename-column` finding
ALTER TABLE orders RENAME COLUMN note TO remark;
