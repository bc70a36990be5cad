-- migration: 1_shop.sql
BEGIN; -- want uncommitted-transaction: unless what runs the file commits
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
