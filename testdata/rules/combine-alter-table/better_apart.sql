-- config: [rules.combine-alter-table]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);
CREATE TABLE lines (id bigint PRIMARY KEY);
-- migration: 2_apart.sql
ALTER TABLE orders ADD CONSTRAINT a_set CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT a_set;
ALTER TABLE orders ALTER COLUMN a SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT a_set;
-- migration: 3_two_tables.sql
ALTER TABLE orders ADD COLUMN c text;
ALTER TABLE lines ADD COLUMN c text;
