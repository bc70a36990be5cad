-- config: [rules.domain-with-constraint]
-- config: severity = "advice"
CREATE DOMAIN email AS citext CHECK (value ~ '@') NOT NULL; -- want domain-with-constraint: has a CHECK
