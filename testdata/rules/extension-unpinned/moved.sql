-- config: [rules.extension-unpinned]
-- config: severity = "advice"
ALTER EXTENSION hstore SET SCHEMA extensions;
DROP EXTENSION IF EXISTS hstore;
