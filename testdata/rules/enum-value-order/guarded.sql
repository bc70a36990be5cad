-- config: [rules.enum-value-order]
-- config: severity = "advice"
-- migration: 1_shop.sql
ALTER TYPE shop.priority ADD VALUE IF NOT EXISTS 'medium'; -- want enum-value-order: `shop.priority`
