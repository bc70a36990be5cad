CREATE UNLOGGED TABLE orders (id bigint PRIMARY KEY);
INSERT INTO orders SELECT generate_series(1, 10);
ALTER TABLE orders SET LOGGED;
