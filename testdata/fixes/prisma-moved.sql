-- migration: migrations/migration_lock.toml
provider = "postgresql"
-- migration: migrations/20250101000000_shop/migration.sql
CREATE TABLE "Order" ("id" bigint PRIMARY KEY, "note" text, "code" text);
-- migration: migrations/20250102000000_note/migration.sql
-- AlterTable
ALTER TABLE "Order" ADD COLUMN "state" text;

-- CreateIndex
CREATE INDEX "Order_note_idx" ON "Order" ("note");

-- CreateTable
CREATE TABLE "Color" ("id" bigint PRIMARY KEY);
