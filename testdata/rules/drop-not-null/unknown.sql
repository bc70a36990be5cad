-- config: [rules.drop-not-null]
-- config: severity = "advice"
-- migration: 1_shop.sql
ALTER TABLE orders ALTER COLUMN state DROP NOT NULL, ALTER COLUMN note SET DEFAULT ''; -- want drop-not-null: `orders.state`
