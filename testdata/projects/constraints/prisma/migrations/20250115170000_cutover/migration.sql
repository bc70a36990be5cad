SET lock_timeout = '2s';
ALTER TABLE "Recipe" ADD CONSTRAINT "Recipe_categoryId_set" CHECK ("category" IS NULL OR "categoryId" IS NOT NULL) NOT VALID;
