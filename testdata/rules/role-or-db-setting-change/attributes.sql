-- config: [rules.role-or-db-setting-change]
-- config: severity = "advice"
-- migration: 1_role.sql
ALTER ROLE app CONNECTION LIMIT 10; -- want role-or-db-setting-change: changes every session of the role `app`
