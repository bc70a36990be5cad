-- migration: migrations/migration_lock.toml
provider = "postgresql"
-- migration: migrations/20250101000000_shop/migration.sql
CREATE TABLE "Customer" ("id" bigint PRIMARY KEY);
CREATE TABLE "Order" ("id" bigint PRIMARY KEY, "customerId" bigint, "note" text);
CREATE TABLE "Link" ("id" bigint PRIMARY KEY, "customerId" bigint);
CREATE INDEX "Order_customerId_idx" ON "Order" ("customerId");
CREATE INDEX "Link_customerId_idx" ON "Link" ("customerId");
-- migration: migrations/20250102000000_keys/migration.sql
ALTER TABLE "Order" ADD CONSTRAINT "Order_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer" ("id");
-- migration: migrations/20250102000001_links/migration.sql
ALTER TABLE "Link" ADD CONSTRAINT "Link_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer" ("id");
-- migration: migrations/20250102000002_notes/migration.sql
ALTER TABLE "Order" ADD CONSTRAINT "Order_note_check" CHECK (length("note") < 100);
-- migration: migrations/20250102000003_kept/migration.sql
ALTER TABLE "Customer" ADD CONSTRAINT "positive" CHECK ("id" > 0);
-- migration: migrations/20250103000000_names/migration.sql
-- migrate-lint: allow-file(rename-table) the application is stopped
-- migrate-lint: allow-file(drop-without-archive) nobody reads it
-- migrate-lint: allow-file(drop-constraint) nobody relies on it
ALTER TABLE "Order" RENAME TO "orders";
ALTER TABLE "orders" RENAME CONSTRAINT "Order_customerId_fkey" TO "orders_customer_id_fkey";
ALTER TABLE "orders" DROP CONSTRAINT "Order_note_check";
DROP TABLE "Link";
