-- config: pg-version = 12
-- config: [rules.untrusted-extension]
-- config: severity = "warning"
CREATE EXTENSION IF NOT EXISTS postgres_fdw;
