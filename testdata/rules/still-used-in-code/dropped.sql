-- config: [application]
-- config: paths = ["src", "lib/**/*.py"]
-- migration: src/orders.ts
const rows = sql`SELECT id, note FROM orders`;
const old = sql`SELECT * FROM legacy_orders`;
-- migration: lib/deep/report.py
cursor.execute("select count(*) from open_orders")
-- migration: db/1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, state text);
CREATE TABLE legacy_orders (id bigint PRIMARY KEY);
CREATE VIEW open_orders AS SELECT id FROM orders;
-- migration: db/2_drop.sql
ALTER TABLE orders DROP COLUMN note, DROP COLUMN state; -- want still-used-in-code: takes `orders.note` away while the application still names it in src/orders.ts:1
DROP TABLE legacy_orders; -- want still-used-in-code: `legacy_orders` away while the application still names it in src/orders.ts:2
DROP VIEW open_orders; -- want still-used-in-code: lib/deep/report.py:1
