-- config: [rules.grant-all]
-- config: severity = "advice"
GRANT SELECT ON orders TO reporting WITH GRANT OPTION; -- want grant-all: may pass the right on
