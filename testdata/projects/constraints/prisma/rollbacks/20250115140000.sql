ALTER TABLE "RecipeItem" DROP CONSTRAINT "RecipeItem_quantity_check";
