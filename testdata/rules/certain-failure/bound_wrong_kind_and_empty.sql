-- migration: 1_tables.sql
CREATE TABLE metrics (at timestamptz NOT NULL, value numeric) PARTITION BY RANGE (at);
CREATE TABLE tenants (tenant_id int NOT NULL) PARTITION BY HASH (tenant_id);
CREATE TABLE regions (region text NOT NULL) PARTITION BY LIST (region);
-- migration: 2_metrics.sql
CREATE TABLE metrics_a PARTITION OF metrics FOR VALUES IN ('2024-01-01'); -- want certain-failure: invalid bound specification for a range partition
-- migration: 3_metrics.sql
CREATE TABLE metrics_b PARTITION OF metrics FOR VALUES FROM ('2025-01-01') TO ('2024-01-01'); -- want certain-failure: empty range bound
-- migration: 4_tenants.sql
CREATE TABLE tenants_rest PARTITION OF tenants DEFAULT; -- want certain-failure: may not have a default partition
-- migration: 5_regions.sql
CREATE TABLE regions_eu PARTITION OF regions FOR VALUES FROM ('eu') TO ('ev'); -- want certain-failure: for a list partition
