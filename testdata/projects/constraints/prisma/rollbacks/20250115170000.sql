ALTER TABLE "Recipe" DROP CONSTRAINT "Recipe_categoryId_set";
