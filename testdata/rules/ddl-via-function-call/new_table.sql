CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE FUNCTION drop_note() RETURNS void LANGUAGE sql AS $$ ALTER TABLE orders DROP COLUMN note $$;
SELECT drop_note();
DROP FUNCTION drop_note();
