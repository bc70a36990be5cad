-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL DEFAULT 'new', note text DEFAULT '-');
-- migration: 2_null.sql
ALTER TABLE orders ALTER state SET DEFAULT NULL; -- want required-column: leaves `orders.state` to its default can add no row
-- migration: 3_back.sql
ALTER TABLE orders ALTER state SET DEFAULT 'new';
-- migration: 4_nullable.sql
ALTER TABLE orders ALTER note SET DEFAULT NULL;
