-- config: [rules.exposed-to-api]
-- config: severity = "warning"
-- migration: 1_logins.sql
CREATE TABLE logins (id bigint PRIMARY KEY, password_hash text);
CREATE VIEW names AS SELECT name FROM profiles;
-- migration: 2_rls.sql
ALTER TABLE logins ENABLE ROW LEVEL SECURITY;
CREATE POLICY none ON logins USING (false);
