-- config: [rules.add-enum-value-compat]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
-- migration: 2_add.sql
ALTER TYPE state ADD VALUE IF NOT EXISTS 'closed' AFTER 'open'; -- want add-enum-value-compat: reads `state` does not know 'closed'
