REINDEX SCHEMA public; -- want reindex-not-concurrent: each table of the schema
