-- migration: 20250110090000_base.sql
CREATE TABLE logs (id bigint NOT NULL, day date NOT NULL, level text) PARTITION BY RANGE (day);
CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE logs_2025 PARTITION OF logs FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- migration: 20250210090000_unique.sql
ALTER TABLE ONLY logs ADD CONSTRAINT logs_key UNIQUE (id, day); -- want index-only-parent-never-attached: `logs_2024` and `logs_2025` have none attached
-- migration: 20250801090000_later.sql
ALTER TABLE logs ADD COLUMN host text;
