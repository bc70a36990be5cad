CREATE INDEX CONCURRENTLY "RecipeItem_recipeId_idx" ON "RecipeItem" ("recipeId");
