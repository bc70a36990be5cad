-- config: layout = "sqlx"
-- migration: 1_sums.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total int);
CREATE MATERIALIZED VIEW sums AS SELECT sum(total) AS total FROM orders;
-- migration: 2_sums.sql
DROP MATERIALIZED VIEW sums;
CREATE MATERIALIZED VIEW sums AS SELECT sum(total) AS total, count(*) AS n FROM orders; -- want slow-statement-while-holding-lock: help: build it under another name, with its indexes, while the old one is still read, and let the two change places in an instant:\nCREATE MATERIALIZED VIEW sums_new AS …;\n-- in a later migration:\nDROP MATERIALIZED VIEW sums;\nALTER MATERIALIZED VIEW sums_new RENAME TO sums;
