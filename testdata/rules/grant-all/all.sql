-- config: [rules.grant-all]
-- config: severity = "advice"
GRANT ALL PRIVILEGES ON TABLE orders TO shop; -- want grant-all: gives `shop` every right there is
GRANT SELECT ON ALL TABLES IN SCHEMA public TO reporting; -- want grant-all: a right on everything that the schema holds by now
