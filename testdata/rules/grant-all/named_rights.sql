-- config: [rules.grant-all]
-- config: severity = "advice"
GRANT SELECT, INSERT ON orders TO shop;
GRANT ALL ON FUNCTION purge() TO shop;
REVOKE ALL ON orders FROM shop;
