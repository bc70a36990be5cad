-- config: [rules.privilege-in-schema-migration]
-- config: severity = "advice"
CREATE ROLE reporting;
GRANT SELECT ON orders TO reporting;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reporting;
