-- config: [rules.extension-in-public]
-- config: severity = "advice"
CREATE EXTENSION "uuid-ossp" WITH SCHEMA public; -- want extension-in-public: `uuid-ossp` go into `public`
