--
-- Concurrently create index shop_order_idx on field(s) id of model order
--
CREATE INDEX CONCURRENTLY "shop_order_idx" ON "shop_order" ("id");
