-- config: layout = "rails"
-- migration: structure.sql
CREATE TABLE public.orders (id bigint NOT NULL);
CREATE TABLE public.items (id bigint NOT NULL, orders_id bigint);
CREATE INDEX items_orders_id_idx ON public.items (orders_id);
