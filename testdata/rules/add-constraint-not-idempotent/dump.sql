-- config: layout = "rails"
-- migration: structure.sql
CREATE TABLE public.orders (id bigint NOT NULL);
CREATE TABLE public.items (id bigint NOT NULL, orders_id bigint);
ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.items ADD CONSTRAINT items_orders_id_fkey FOREIGN KEY (orders_id) REFERENCES public.orders (id);
CREATE INDEX items_orders_id_idx ON public.items (orders_id);
