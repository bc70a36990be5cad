-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE archive (id bigint, note text);
CREATE FUNCTION put_away() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive SELECT * FROM orders WHERE note = 'old';
END
$$;
-- migration: 2_state.sql
ALTER TABLE orders ADD COLUMN state text;
ALTER TABLE archive ADD COLUMN state text;
