CREATE UNIQUE INDEX CONCURRENTLY "Category_orgId_name_key" ON "Category" ("orgId", "name");
