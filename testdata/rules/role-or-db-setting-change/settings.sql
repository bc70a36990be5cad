-- config: [rules.role-or-db-setting-change]
-- config: severity = "advice"
-- migration: 1_settings.sql
ALTER ROLE app SET statement_timeout = '30s'; -- want role-or-db-setting-change: sets `statement_timeout` for every session of the role `app`
ALTER DATABASE shop SET timezone = 'UTC'; -- want role-or-db-setting-change: every session in the database `shop`
