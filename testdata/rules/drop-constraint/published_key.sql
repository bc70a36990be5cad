-- migration: 1_base.sql
CREATE TABLE orders (id bigint PRIMARY KEY, number text NOT NULL);
CREATE TABLE logs (id bigint PRIMARY KEY, line text);
CREATE PUBLICATION changes FOR TABLE orders;
-- migration: 2_drop.sql
ALTER TABLE orders DROP CONSTRAINT orders_pkey; -- want drop-constraint: UPDATE and DELETE of it fail from now on, since it is published
ALTER TABLE logs DROP CONSTRAINT logs_pkey; -- want drop-constraint: nothing identifies one
