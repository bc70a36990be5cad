-- config: [rules.extension-unpinned]
-- config: severity = "advice"
CREATE EXTENSION hstore WITH SCHEMA public VERSION '1.8';
