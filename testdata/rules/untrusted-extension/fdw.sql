-- config: [rules.untrusted-extension]
-- config: severity = "warning"
CREATE EXTENSION postgres_fdw; -- want untrusted-extension: only a superuser can install `postgres_fdw`
CREATE EXTENSION IF NOT EXISTS pg_trgm;
