-- config: [rules.add-enum-value-compat]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
ALTER TYPE state ADD VALUE 'closed' AFTER 'open';
