-- config: [rules.table-inheritance]
-- config: severity = "advice"
CREATE TABLE copies (LIKE cities INCLUDING ALL);
ALTER TABLE towns NO INHERIT cities;
