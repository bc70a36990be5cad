-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_required.sql
ALTER TABLE orders
    ALTER COLUMN state SET NOT NULL, -- want set-not-null-scan: that `state` holds no nulls
    ALTER COLUMN user_id SET NOT NULL;
ALTER TABLE invoices ALTER COLUMN due SET NOT NULL; -- want set-not-null-scan: `invoices`
