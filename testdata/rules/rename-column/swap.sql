-- migration: 1_shop.sql
CREATE TABLE orders (id integer PRIMARY KEY, id_new bigint, kind text, kind2 text);
-- migration: 2_swap.sql
ALTER TABLE orders RENAME COLUMN id TO id_old;
ALTER TABLE orders RENAME COLUMN id_new TO id;
-- migration: 3_replace.sql
ALTER TABLE orders DROP COLUMN kind;
ALTER TABLE orders RENAME COLUMN kind2 TO kind;
