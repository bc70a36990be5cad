-- migration: 1_points.sql
CREATE TABLE points (x integer, y integer);
-- migration: 2_change.sql
ALTER TABLE points ADD COLUMN z integer;
ALTER TYPE mood ADD VALUE 'fine';
