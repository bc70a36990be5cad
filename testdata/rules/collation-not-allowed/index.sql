-- config: [rules.collation-not-allowed]
-- config: severity = "advice"
CREATE INDEX CONCURRENTLY customers_name_idx ON customers (name COLLATE "sv-x-icu"); -- want collation-not-allowed: `customers_name_idx` is sorted by the collation `sv-x-icu`
