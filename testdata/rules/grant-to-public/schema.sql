GRANT USAGE, CREATE ON SCHEMA shop TO PUBLIC; -- want grant-to-public: may make objects in `shop`
