-- config: layout = "dbmate"
-- migration: 1_baseline.sql
-- migrate:up
SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false); -- want session-setting-leak: dbmate runs them on the same connection
SET row_security = off;
CREATE TABLE public.orders (id bigint PRIMARY KEY);
-- migrate:down
DROP TABLE public.orders;
