-- migration: 1_events.sql
CREATE TABLE events (id bigint, tenant int, at date NOT NULL) PARTITION BY RANGE (tenant, at);
