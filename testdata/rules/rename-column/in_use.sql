-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, state text);
CREATE VIEW notes AS SELECT note FROM orders;
-- migration: 2_rename.sql
ALTER TABLE orders RENAME COLUMN note TO remark; -- want rename-column: running code that still reads or writes `orders.note` and `orders.state` fails
ALTER TABLE orders RENAME state TO old_state;
ALTER TABLE elsewhere RENAME COLUMN a TO b; -- want rename-column: `elsewhere.a`
