-- config: [rules.table-without-primary-key]
-- config: severity = "advice"
CREATE TABLE visits (customer_id bigint, at timestamptz); -- want table-without-primary-key: `visits` has no primary key
CREATE UNLOGGED TABLE session_cache (key text, value text); -- want table-without-primary-key: `session_cache` has no primary key
