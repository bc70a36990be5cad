UPDATE "Recipe" AS r SET "categoryId" = c."id" FROM "Category" AS c
WHERE c."orgId" = r."orgId" AND c."name" = r."category" AND r."categoryId" IS NULL;
