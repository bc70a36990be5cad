BEGIN;
--
-- Create model Order
--
CREATE TABLE "shop_order" (id bigint PRIMARY KEY);
COMMIT;
