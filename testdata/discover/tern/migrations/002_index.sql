---- tern: disable-tx ----
CREATE INDEX CONCURRENTLY orders_id ON orders (id);
---- create above / drop below ----
DROP INDEX orders_id;
