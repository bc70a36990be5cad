CREATE TABLE "Recipe" ("id" text PRIMARY KEY, "name" text NOT NULL, "category" text, "orgId" text NOT NULL);
CREATE TABLE "Category" ("id" text PRIMARY KEY, "name" text NOT NULL, "orgId" text NOT NULL);
CREATE TABLE "RecipeItem" ("id" text PRIMARY KEY, "recipeId" text NOT NULL, "quantity" numeric);
