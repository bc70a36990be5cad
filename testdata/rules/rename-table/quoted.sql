-- The first Drizzle migration after a change of naming: quoted, in a schema that the history does not make.
ALTER TABLE "crm"."Contact" RENAME TO "contacts"; -- want rename-table: running code that still says
