DROP INDEX CONCURRENTLY "RecipeItem_recipeId_idx";
