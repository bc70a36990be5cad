-- A subscriber fills a column that it is not sent any more: only one that takes no null and has no default stops it.
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int NOT NULL DEFAULT 0, c int NOT NULL);
CREATE PUBLICATION shop FOR TABLE orders;
-- migration: 2_drop.sql
ALTER TABLE orders DROP COLUMN a;
ALTER TABLE orders DROP COLUMN b;
ALTER TABLE orders DROP COLUMN c; -- want ddl-not-replicated: still has `orders` with the column `c`
-- migration: 3_whole_rows.sql
CREATE TABLE visits (place text, visitor text, number bigint GENERATED ALWAYS AS IDENTITY);
ALTER TABLE visits REPLICA IDENTITY FULL;
ALTER PUBLICATION shop ADD TABLE visits;
CREATE TABLE numbers (id bigint PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY, note text);
ALTER TABLE numbers REPLICA IDENTITY FULL;
ALTER PUBLICATION shop ADD TABLE numbers;
-- migration: 4_no_visitor.sql
ALTER TABLE visits DROP COLUMN visitor; -- want ddl-not-replicated: is lost without an error, since whole rows are compared
ALTER TABLE numbers DROP COLUMN number;
ALTER TABLE numbers DROP COLUMN note;
-- migration: 5_generated.sql
CREATE TABLE sums (a int, b int, c int GENERATED ALWAYS AS (a + b) STORED);
ALTER TABLE sums REPLICA IDENTITY FULL;
ALTER PUBLICATION shop ADD TABLE sums;
-- migration: 6_no_sum.sql
ALTER TABLE sums DROP COLUMN c;
