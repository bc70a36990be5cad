-- migration: 1_types.sql
CREATE TYPE point_of_time AS (at timestamptz, note text);
CREATE TYPE unused AS (a int);
CREATE TABLE times OF point_of_time (PRIMARY KEY (at));
CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- migration: 2_type.sql
ALTER TYPE point_of_time ADD ATTRIBUTE place text; -- want certain-failure: fails: cannot alter type "point_of_time" because it is the type of a typed table
ALTER TYPE unused ADD ATTRIBUTE b int;
ALTER TYPE point_of_time ADD ATTRIBUTE zone text CASCADE;
-- migration: 3_table.sql
ALTER TABLE times ADD COLUMN place text; -- want certain-failure: fails: cannot add column to typed table
ALTER TABLE times DROP COLUMN note; -- want certain-failure: fails: cannot drop column from typed table
ALTER TABLE times ALTER COLUMN note TYPE varchar(5); -- want certain-failure: fails: cannot alter column type of typed table
ALTER TABLE times RENAME COLUMN note TO remark; -- want certain-failure: fails: cannot rename column of typed table
ALTER TABLE times ALTER note SET NOT NULL;
ALTER TABLE events_2025 ADD COLUMN note text; -- want certain-failure: fails: cannot add column to a partition
ALTER TABLE events ADD COLUMN note text;
