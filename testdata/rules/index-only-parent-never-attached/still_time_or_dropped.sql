-- migration: 20250110090000_base.sql
CREATE TABLE logs (id bigint NOT NULL, day date NOT NULL, level text) PARTITION BY RANGE (day);
CREATE TABLE logs_2025 PARTITION OF logs FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- migration: 20250210090000_index.sql
CREATE INDEX logs_level_idx ON ONLY logs (level);
-- migration: 20250601090000_other_way.sql
DROP INDEX logs_level_idx;
-- migration: 20250710090000_id.sql
CREATE INDEX logs_id_idx ON ONLY logs (id);
-- migration: 20250801090000_later.sql
ALTER TABLE logs ADD COLUMN host text;
