-- Each column's default would not fit its new type, and is dropped in the same statement.
CREATE TABLE rel (id serial PRIMARY KEY, a integer NOT NULL DEFAULT 0, b integer NOT NULL DEFAULT 1);
-- migration: 2_boolean.sql
ALTER TABLE rel
    ALTER COLUMN a DROP DEFAULT, ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN a SET DATA TYPE boolean USING a::boolean, -- want alter-column-type-rewrite: `a` changes from integer to boolean, `b` changes from integer to boolean$
    ALTER COLUMN b SET DATA TYPE boolean USING b::boolean,
    ALTER COLUMN a SET DEFAULT false, ALTER COLUMN b SET DEFAULT true;
