--! Previous: sha1:abc
--! Hash: sha1:def

--! no-transaction
CREATE INDEX CONCURRENTLY orders_id ON orders (id);
