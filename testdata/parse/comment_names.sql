CREATE INDEX CONCURRENTLY i ON /* SCHEMA_NAME */."Event" ("createdAt");
UPDATE /*SCHEMA*/.orders SET a = 1 FROM /* OTHER_2 */."é" e;
DROP INDEX IF EXISTS /* SCHEMA_NAME */."i", /* SCHEMA_NAME */.j;
DO $$ BEGIN ALTER TABLE /* SCHEMA_NAME */.orders DROP COLUMN b; END $$;
-- Comments between a name and its dot, before a number, and of more than one word are comments.
SELECT o /* ALIAS */.a, "o"/* ALIAS */.b, /* HALF */.5 FROM shop /* SCHEMA */.orders o;
SELECT /* THE SCHEMA */.a;
SELECT /* schema */.a;
/* FIRST */.a;
SELECT 'a'::/* SCHEMA_NAME */."kind", (o) /* ALIAS */.a, a[1]/* ALIAS */.b FROM /* SCHEMA_NAME */.public.t o;
