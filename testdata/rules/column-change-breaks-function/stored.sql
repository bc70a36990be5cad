-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE archive (id bigint, note text);
CREATE TABLE wide (id bigint, note text, more text, and_more text);
CREATE FUNCTION put_away() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO archive SELECT * FROM orders WHERE note = 'old';
    DELETE FROM orders WHERE note = 'old';
END
$$;
CREATE FUNCTION put_away_named() RETURNS void LANGUAGE sql AS 'INSERT INTO archive (id, note) SELECT id, note FROM orders';
CREATE FUNCTION put_away_wide() RETURNS void LANGUAGE sql AS 'INSERT INTO wide SELECT o.* FROM orders AS o';
-- migration: 2_state.sql
ALTER TABLE orders ADD COLUMN state text; -- want column-change-breaks-function: every call of `put_away` fails from here on: it stores all columns of `orders`, 3 now, in `archive`, which has 2
-- migration: 3_other.sql
ALTER TABLE wide ADD COLUMN nothing text;
