SET lock_timeout = '2s';
ALTER TABLE "Category" ADD CONSTRAINT "Category_orgId_name_key" UNIQUE USING INDEX "Category_orgId_name_key";
