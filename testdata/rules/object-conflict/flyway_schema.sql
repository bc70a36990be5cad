-- Flyway makes the first of its schemas and puts it in front of the search path.
-- migration: flyway.conf
flyway.schemas=shop,audit
-- migration: V1__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: V2__note.sql
ALTER TABLE shop.orders ADD COLUMN note text;
COMMENT ON COLUMN orders.note IS 'what the customer said';
COMMENT ON COLUMN public.orders.note IS 'nobody made it there';
