-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TYPE order_state AS ENUM ('new', 'open');
CREATE TABLE orders (id bigint PRIMARY KEY, state order_state);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- migration: 2_policy.sql
ALTER TYPE order_state ADD VALUE 'a';
CREATE POLICY closed ON orders USING (state = 'a'); -- want enum-value-used-in-transaction: unsafe use of new value "a"
-- migration: 3_trigger.sql
ALTER TYPE order_state ADD VALUE 'b';
CREATE TRIGGER closed BEFORE UPDATE ON orders FOR EACH ROW WHEN (NEW.state = 'b') EXECUTE FUNCTION touch(); -- want enum-value-used-in-transaction: unsafe use of new value "b"
-- migration: 4_function.sql
ALTER TYPE order_state ADD VALUE 'c';
CREATE FUNCTION closed() RETURNS order_state LANGUAGE sql AS $$ SELECT 'c'::order_state $$; -- want enum-value-used-in-transaction: unsafe use of new value "c"
-- migration: 5_array.sql
ALTER TYPE order_state ADD VALUE 'd';
CREATE VIEW done AS SELECT id FROM orders WHERE state = ANY ('{open,d}'::order_state[]); -- want enum-value-used-in-transaction: unsafe use of new value "d"
