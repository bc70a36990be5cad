-- migration: 1_items.sql
CREATE TABLE items (a integer, b integer, c varchar(10));
-- migration: 2_types.sql
ALTER TABLE items
    ALTER COLUMN a TYPE bigint, -- want alter-column-type-rewrite: `a` changes from integer to bigint, `b` changes from integer to bigint
    ALTER COLUMN b TYPE bigint,
    ALTER COLUMN c TYPE varchar(20);
