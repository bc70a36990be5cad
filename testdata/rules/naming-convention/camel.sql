-- config: [rules.naming-convention]
-- config: severity = "advice"
CREATE TABLE "OrderItems" (id bigint PRIMARY KEY); -- want naming-convention: the table name `OrderItems` does not follow
ALTER TABLE orders ADD COLUMN "createdAt" timestamptz; -- want naming-convention: the column name `createdAt` does not follow
ALTER TABLE orders RENAME COLUMN note TO n; -- want naming-convention: the column name `n` does not follow
