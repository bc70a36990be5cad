-- config: [rules.extension-unpinned]
-- config: severity = "advice"
CREATE EXTENSION IF NOT EXISTS hstore; -- want extension-unpinned: the version of `hstore` is whatever the server has
