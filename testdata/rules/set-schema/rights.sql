-- The view left behind gets the rights of the table, and none is proposed that would go round row security.
-- config: pg-version = 14
-- migration: 1_orders.sql
CREATE SCHEMA shop;
CREATE TABLE orders (id bigint PRIMARY KEY);
GRANT SELECT, INSERT ON orders TO app;
GRANT UPDATE (id) ON orders TO clerk;
CREATE TABLE secrets (id bigint PRIMARY KEY);
ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
-- migration: 2_move.sql
ALTER TABLE orders SET SCHEMA shop; -- want set-schema: help: CREATE VIEW public.orders AS SELECT * FROM shop.orders;\nGRANT SELECT, INSERT ON public.orders TO app;\nGRANT UPDATE (id) ON public.orders TO clerk;
ALTER TABLE secrets SET SCHEMA shop; -- want set-schema: help: let the application know both names first
