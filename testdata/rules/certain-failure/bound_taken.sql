-- migration: 1_tables.sql
CREATE TABLE metrics (at timestamptz NOT NULL, value numeric) PARTITION BY RANGE (at);
CREATE TABLE metrics_2024_01 PARTITION OF metrics FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 00:00:00+00');
CREATE TABLE tenants (tenant_id int NOT NULL) PARTITION BY HASH (tenant_id);
CREATE TABLE tenants_0 PARTITION OF tenants FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE regions (region text) PARTITION BY LIST (region);
CREATE TABLE regions_eu PARTITION OF regions FOR VALUES IN ('de', 'fr', NULL);
CREATE TABLE regions_rest PARTITION OF regions DEFAULT;
-- migration: 2_metrics.sql
CREATE TABLE metrics_2024_02 PARTITION OF metrics FOR VALUES FROM ('2024-01-31 00:00:00+00') TO ('2024-03-01 00:00:00+00'); -- want certain-failure: would overlap partition "metrics_2024_01"
-- migration: 3_tenants.sql
CREATE TABLE tenants_1 PARTITION OF tenants FOR VALUES WITH (MODULUS 4, REMAINDER 2); -- want certain-failure: would overlap partition "tenants_0"
-- migration: 4_regions.sql
CREATE TABLE regions_none PARTITION OF regions FOR VALUES IN (NULL); -- want certain-failure: would overlap partition "regions_eu"
-- migration: 5_regions.sql
CREATE TABLE regions_other (region text);
ALTER TABLE regions ATTACH PARTITION regions_other DEFAULT; -- want certain-failure: conflicts with existing default partition "regions_rest"
