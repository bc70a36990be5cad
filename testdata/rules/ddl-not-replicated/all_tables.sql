-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(10));
CREATE PUBLICATION everything FOR ALL TABLES;
-- migration: 2_change.sql
ALTER TABLE orders ALTER COLUMN state TYPE text; -- want ddl-not-replicated: the old type of `state`
