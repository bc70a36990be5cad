-- config: [rules.privilege-in-schema-migration]
-- config: severity = "advice"
ALTER TABLE orders ADD COLUMN state text;
GRANT SELECT ON orders TO reporting; -- want privilege-in-schema-migration: changes who may do what
GRANT SELECT ON customers TO reporting;
