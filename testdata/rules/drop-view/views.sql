-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE VIEW a AS SELECT id FROM orders;
CREATE VIEW b AS SELECT id FROM orders;
CREATE VIEW c AS SELECT id FROM b;
-- migration: 2_drop.sql
DROP VIEW IF EXISTS a; -- want drop-view: running code that still reads `a` fails
DROP VIEW c, b; -- want drop-view: reads `c` and `b`
DROP VIEW outside; -- want drop-view: `outside`
