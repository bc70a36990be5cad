-- config: [rules.extension-in-public]
-- config: severity = "advice"
SET search_path = public, extensions;
CREATE EXTENSION IF NOT EXISTS hstore; -- want extension-in-public: the functions and types of `hstore` go into `public`
