-- config: [rules.role-or-db-setting-change]
-- config: severity = "advice"
-- migration: 1_settings.sql
SET statement_timeout = '30s';
CREATE TABLE orders (id bigint PRIMARY KEY);
RESET statement_timeout;
