-- config: [rules.domain-with-constraint]
-- config: severity = "advice"
CREATE DOMAIN cents AS integer NOT NULL; -- want domain-with-constraint: the domain `cents` has NOT NULL
CREATE DOMAIN app.slug AS varchar(80) DEFAULT '' CONSTRAINT slug_lower CHECK (value = lower(value)); -- want domain-with-constraint: the domain `app.slug` has a CHECK
