-- config: [rules.enum-type]
-- config: severity = "advice"
ALTER TYPE mood ADD VALUE 'fair';
