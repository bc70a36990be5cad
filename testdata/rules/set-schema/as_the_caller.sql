-- A view can read as who asks it (PostgreSQL 15).
-- config: pg-version = 15
-- migration: 1_orders.sql
CREATE SCHEMA shop;
CREATE TABLE secrets (id bigint PRIMARY KEY);
ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
-- migration: 2_move.sql
ALTER TABLE secrets SET SCHEMA shop; -- want set-schema: help: CREATE VIEW public.secrets WITH (security_invoker = true) AS SELECT * FROM shop.secrets;
