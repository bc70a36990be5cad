CREATE TABLE public.orders (id bigint);
INSERT INTO "schema_migrations" (version) VALUES ('1');
