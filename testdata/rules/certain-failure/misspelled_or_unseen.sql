-- migration: 1_types.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE FUNCTION make_type(of text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE DOMAIN %I AS integer', of);
END $$;
-- migration: 2_made.sql
SELECT make_type('interger');
-- migration: 3_used.sql
ALTER TABLE orders ADD COLUMN number interger;
