-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
-- migration: 2_code.sql
ALTER TABLE orders ADD COLUMN code integer;
UPDATE orders SET code = 1;
ALTER TABLE orders ALTER COLUMN code SET NOT NULL;
-- migration: 3_add.sql
ALTER TABLE orders ADD COLUMN region text;
-- migration: 4_fill.sql
UPDATE orders SET region = 'EU' WHERE region IS NULL;
-- migration: 5_required.sql
ALTER TABLE orders ALTER COLUMN region SET NOT NULL;
