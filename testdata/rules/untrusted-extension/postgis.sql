-- config: [rules.untrusted-extension]
-- config: severity = "warning"
CREATE EXTENSION IF NOT EXISTS "postgis" CASCADE; -- want untrusted-extension: only a superuser can install `postgis`
