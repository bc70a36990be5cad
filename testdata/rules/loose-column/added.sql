-- config: [rules.loose-column]
-- config: severity = "advice"
ALTER TABLE orders ADD COLUMN state text;
