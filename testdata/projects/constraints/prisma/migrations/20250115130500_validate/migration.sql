SET lock_timeout = '2s';
ALTER TABLE "RecipeItem" VALIDATE CONSTRAINT "RecipeItem_recipeId_fkey";
