-- migration: 1_shop.sql
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE EXTENSION pg_trgm;
-- migration: 2_drop.sql
DROP EXTENSION "uuid-ossp", pg_trgm; -- want drop-extension: a type of `"uuid-ossp"` and `pg_trgm` fails
