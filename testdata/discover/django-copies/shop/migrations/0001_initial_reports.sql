BEGIN;
--
-- Create model Order
--
CREATE TABLE "shop_order" ("id" bigint NOT NULL PRIMARY KEY);
COMMIT;
