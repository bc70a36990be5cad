-- migration: 1_shop.sql
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN note text;
