-- migration: 1_shop.sql
SET search_path = shop, public;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
