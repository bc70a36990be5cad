-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE TABLE places (id bigint PRIMARY KEY);
GRANT SELECT ON orders, items, places TO reader;
CREATE TABLE invitations (id bigint PRIMARY KEY);
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
