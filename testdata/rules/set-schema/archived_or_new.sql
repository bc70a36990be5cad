-- migration: 1_shop.sql
CREATE SCHEMA archive;
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_move.sql
ALTER TABLE orders SET SCHEMA archive;
CREATE TABLE fresh (id bigint PRIMARY KEY);
ALTER TABLE fresh SET SCHEMA archive;
ALTER TABLE IF EXISTS never_was SET SCHEMA shop;
CREATE SCHEMA shop;
CREATE TABLE items (id bigint PRIMARY KEY);
ALTER TABLE items SET SCHEMA shop;
