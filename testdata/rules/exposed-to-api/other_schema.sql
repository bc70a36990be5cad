-- config: [rules.exposed-to-api]
-- config: severity = "warning"
CREATE MATERIALIZED VIEW private.totals AS SELECT owner, sum(amount) FROM payments GROUP BY owner;
CREATE TABLE private.logins (id bigint PRIMARY KEY, password_hash text);
