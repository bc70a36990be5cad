-- migration: 1_base.sql
CREATE DOMAIN public.cents AS integer;
CREATE TABLE orders (id bigint PRIMARY KEY, total public.cents);
CREATE TABLE refunds (id bigint PRIMARY KEY, amount cents);
-- migration: 2_positive.sql
ALTER DOMAIN cents ADD CONSTRAINT cents_not_negative CHECK (value >= 0); -- want domain-constraint-scan: every write to `orders` and `refunds` while every row is read
-- migration: 3_required.sql
ALTER DOMAIN cents SET NOT NULL; -- want domain-constraint-scan: columns of the domain `cents`
