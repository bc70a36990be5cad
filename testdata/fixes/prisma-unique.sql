-- migration: migrations/migration_lock.toml
provider = "postgresql"
-- migration: migrations/20250101000000_shop/migration.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: migrations/20250102000000_note/migration.sql
ALTER TABLE "orders" ADD CONSTRAINT "orders_note_key" UNIQUE ("note");
