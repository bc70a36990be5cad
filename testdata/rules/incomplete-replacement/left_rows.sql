CREATE TABLE paths (id bigint PRIMARY KEY, v text);
CREATE TABLE events (id bigint, day date);
CREATE TABLE notes (id bigint PRIMARY KEY);
-- migration: 2_anew.sql
ALTER TABLE paths RENAME TO old_paths;
CREATE TABLE paths (id bigint PRIMARY KEY, v text); -- want incomplete-replacement: running code finds `paths` empty from here on: the rows stay in `old_paths`$
-- migration: 3_partitions.sql
ALTER TABLE events RENAME TO events_old;
CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
ALTER TABLE events ATTACH PARTITION events_old FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
-- migration: 4_filled.sql
ALTER TABLE notes RENAME TO notes_old;
CREATE TABLE notes (id bigint PRIMARY KEY);
INSERT INTO notes SELECT id FROM notes_old;
