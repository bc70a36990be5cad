ALTER TABLE "RecipeItem" DROP CONSTRAINT "RecipeItem_recipeId_fkey";
