-- migration: 001_index.sql
ALTER TABLE accounts ADD COLUMN name text;
-- migration: 002_accounts.sql
CREATE TABLE IF NOT EXISTS accounts (id bigint PRIMARY KEY, name text);
-- migration: 003_replaced.sql
SELECT count(*) FROM totals;
-- migration: 004_totals.sql
CREATE OR REPLACE VIEW totals AS SELECT 1 AS one;
