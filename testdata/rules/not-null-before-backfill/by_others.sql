-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TABLE drafts (id bigint PRIMARY KEY);
-- migration: 2_region.sql
ALTER TABLE orders ADD COLUMN region text;
-- migration: 3_required.sql
ALTER TABLE orders ALTER COLUMN region SET NOT NULL;
ALTER TABLE elsewhere ADD COLUMN a text;
TRUNCATE drafts;
ALTER TABLE drafts ADD COLUMN kind text;
ALTER TABLE drafts ALTER COLUMN kind SET NOT NULL;
CREATE TABLE fresh (id bigint PRIMARY KEY);
ALTER TABLE fresh ADD COLUMN kind text;
ALTER TABLE fresh ALTER COLUMN kind SET NOT NULL;
