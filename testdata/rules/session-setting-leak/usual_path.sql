-- config: layout = "sqlx"
-- migration: 1_orders.sql
SET search_path = public, pg_catalog;
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_path.sql
SET search_path = pg_catalog; -- want session-setting-leak: `search_path` is never set back
CREATE TABLE public.notes (id bigint PRIMARY KEY);
