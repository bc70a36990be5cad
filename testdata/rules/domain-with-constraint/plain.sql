-- config: [rules.domain-with-constraint]
-- config: severity = "advice"
CREATE DOMAIN email AS text;
CREATE DOMAIN cents AS integer DEFAULT 0;
CREATE DOMAIN sorted AS text COLLATE "C";
