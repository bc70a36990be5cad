-- config: [rules.timestamp-without-time-zone]
-- config: severity = "advice"
ALTER TABLE orders ADD COLUMN sent_at timestamp(6); -- want timestamp-without-time-zone: `orders.sent_at`
ALTER TABLE orders ALTER COLUMN at TYPE timestamp; -- want timestamp-without-time-zone: `orders.at`
