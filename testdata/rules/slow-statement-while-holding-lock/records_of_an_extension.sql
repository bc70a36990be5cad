-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id bigint PRIMARY KEY, state text);
CREATE EXTENSION pg_cron;
-- migration: 2_job.sql
ALTER TABLE shop.orders ADD COLUMN note text;
SELECT cron.schedule('tidy', '* * * * *', 'SELECT 1') WHERE NOT EXISTS (SELECT 1 FROM cron.job WHERE jobname = 'tidy');
-- migration: 3_made_in_code.sql
ALTER TABLE shop.orders ADD COLUMN remark text;
SELECT count(*) FROM shop.lines; -- want slow-statement-while-holding-lock: while `shop.lines` is read
