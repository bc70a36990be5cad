UPDATE "Recipe" SET "categoryId" = NULL;
