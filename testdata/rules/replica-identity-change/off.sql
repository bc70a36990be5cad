-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_identity.sql
ALTER TABLE orders REPLICA IDENTITY FULL;
