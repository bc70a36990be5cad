-- config: [rules.untrusted-extension]
-- config: severity = "warning"
-- config: allow = ["vector", "postgis"]
CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
