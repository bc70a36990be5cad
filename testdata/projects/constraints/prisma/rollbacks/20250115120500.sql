ALTER TABLE "Category" DROP CONSTRAINT "Category_orgId_name_key";
CREATE UNIQUE INDEX "Category_orgId_name_key" ON "Category" ("orgId", "name");
