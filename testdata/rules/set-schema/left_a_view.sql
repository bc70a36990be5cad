-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE SCHEMA shop;
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- migration: 2_move.sql
ALTER TABLE orders SET SCHEMA shop;
CREATE VIEW orders AS SELECT id FROM shop.orders;
ALTER FUNCTION touch() SET SCHEMA shop;
