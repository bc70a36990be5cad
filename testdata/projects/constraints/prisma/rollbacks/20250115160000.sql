ALTER TABLE "Recipe" DROP COLUMN "categoryId";
