SET lock_timeout = '2s';
ALTER TABLE "RecipeItem" ADD CONSTRAINT "RecipeItem_quantity_check" CHECK ("quantity" > 0) NOT VALID;
