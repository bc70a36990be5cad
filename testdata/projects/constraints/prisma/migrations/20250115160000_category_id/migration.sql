SET lock_timeout = '2s';
ALTER TABLE "Recipe" ADD COLUMN "categoryId" text;
