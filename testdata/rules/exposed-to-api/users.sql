-- config: [rules.exposed-to-api]
-- config: severity = "warning"
-- config: schemas = ["api"]
CREATE VIEW api.people AS SELECT u.id, p.name FROM profiles p JOIN auth.users u ON u.id = p.id; -- want exposed-to-api: the view shows rows of `auth.users`
CREATE TABLE api.logins (id bigint PRIMARY KEY, password_hash text); -- want exposed-to-api: its column `password_hash`
