GRANT SELECT ON ALL TABLES IN SCHEMA shop TO PUBLIC; -- want grant-to-public: now or later, gets SELECT on all tables of `shop`
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO PUBLIC; -- want grant-to-public: every table made later
