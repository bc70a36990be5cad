-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_states.sql
ALTER TABLE orders
    DROP CONSTRAINT IF EXISTS orders_state_check,
    ADD CONSTRAINT orders_state_check CHECK (state IN ('new', 'paid', 'sent')); -- want add-check-without-not-valid: every read and write to `orders` while every row is checked
