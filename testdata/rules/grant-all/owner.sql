-- config: [rules.grant-all]
-- config: severity = "advice"
-- config: owners = ["shop_owner"]
GRANT ALL ON orders TO shop_owner;
GRANT ALL ON orders TO CURRENT_USER;
