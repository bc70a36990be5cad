-- config: [rules.naming-convention]
-- config: severity = "advice"
-- config: columns = ""
-- config: reserved-words = false
ALTER TABLE "OrderItems" ADD COLUMN "createdAt" timestamptz;
CREATE TEMP TABLE "Scratch" ("A" int);
CREATE VIEW "order" AS SELECT 1 AS one;
