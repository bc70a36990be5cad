DROP INDEX CONCURRENTLY "Category_orgId_name_key";
