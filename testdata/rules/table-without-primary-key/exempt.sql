-- config: [rules.table-without-primary-key]
-- config: severity = "advice"
CREATE TEMP TABLE scratch (a int);
CREATE TABLE import_staging (a int);
CREATE TABLE orders_backup AS SELECT 1 AS a;
CREATE TABLE gone (a int);
DROP TABLE gone;
