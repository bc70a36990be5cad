-- config: [rules.partition-policy]
-- config: severity = "warning"
-- config: key-columns = 0
-- migration: 1_events.sql
CREATE TABLE events (id bigint, tenant int, at date NOT NULL) PARTITION BY RANGE (tenant, at);
CREATE TABLE tenants (id bigint) PARTITION BY HASH (id);
