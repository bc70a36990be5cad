-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE FUNCTION clean_notes() RETURNS void LANGUAGE sql AS $$ UPDATE orders SET note = NULL WHERE note = '' $$;
-- migration: 2_clean.sql
SELECT clean_notes();
