-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TYPE order_state AS ENUM ('new', 'open');
CREATE TABLE orders (id bigint PRIMARY KEY, state order_state, note text);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- migration: 2_read_when_called.sql
ALTER TYPE order_state ADD VALUE 'closed';
CREATE FUNCTION close() RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE orders SET state = 'closed'; END $$;
CREATE POLICY noted ON orders USING (note = 'closed' AND state = 'open');
CREATE TRIGGER noted BEFORE UPDATE ON orders FOR EACH ROW WHEN (NEW.note = 'closed') EXECUTE FUNCTION touch();
CREATE VIEW open_orders AS SELECT id FROM orders WHERE state = ANY ('{open,new}'::order_state[]);
