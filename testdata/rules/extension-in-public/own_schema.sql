-- config: [rules.extension-in-public]
-- config: severity = "advice"
CREATE EXTENSION hstore WITH SCHEMA extensions;
SET search_path = extensions;
CREATE EXTENSION citext;
