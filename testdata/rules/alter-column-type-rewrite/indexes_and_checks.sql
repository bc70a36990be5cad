-- migration: 1_items.sql
CREATE TABLE items (id bigint PRIMARY KEY, at timestamp, code varchar(10) CHECK (code <> ''));
CREATE INDEX items_at_idx ON items (at);
-- migration: 2_zone.sql
ALTER TABLE items ALTER COLUMN at TYPE timestamptz; -- want alter-column-type-rewrite: while the index `items_at_idx` is built again
ALTER TABLE items ALTER COLUMN code TYPE varchar(20); -- want alter-column-type-rewrite: while every row is checked again
