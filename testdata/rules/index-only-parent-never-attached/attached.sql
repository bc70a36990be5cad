-- migration: 20250110090000_base.sql
CREATE TABLE logs (id bigint NOT NULL, day date NOT NULL, level text) PARTITION BY RANGE (day);
CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE logs_2025 PARTITION OF logs FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- migration: 20250210090000_index.sql
CREATE INDEX logs_level_idx ON ONLY logs (level);
CREATE INDEX CONCURRENTLY logs_2025_level_idx ON logs_2025 (level);
CREATE INDEX CONCURRENTLY logs_2024_level_idx ON logs_2024 (level);
-- migration: 20250310090000_attach.sql
ALTER INDEX logs_level_idx ATTACH PARTITION logs_2025_level_idx;
ALTER INDEX logs_level_idx ATTACH PARTITION logs_2024_level_idx;
-- migration: 20250801090000_later.sql
ALTER TABLE logs ADD COLUMN host text;
