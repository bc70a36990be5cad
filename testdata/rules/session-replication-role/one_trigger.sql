-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
ALTER TABLE orders DISABLE TRIGGER ALL;
INSERT INTO orders VALUES (1, 'open');
ALTER TABLE orders ENABLE TRIGGER ALL;
