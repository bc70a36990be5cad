-- config: [rules.extension-in-public]
-- config: severity = "advice"
CREATE EXTENSION IF NOT EXISTS pg_cron;
CREATE EXTENSION IF NOT EXISTS plpgsql;
