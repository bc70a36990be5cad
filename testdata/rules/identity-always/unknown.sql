-- migration: 1_shop.sql
ALTER TABLE orders ALTER COLUMN id SET GENERATED ALWAYS; -- want identity-always: `orders.id`
