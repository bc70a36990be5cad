-- config: [rules.add-enum-value-compat]
-- config: severity = "advice"
-- migration: 1_add.sql
ALTER TYPE shop.state ADD VALUE 'closed' BEFORE 'open'; -- want add-enum-value-compat: `shop.state`
