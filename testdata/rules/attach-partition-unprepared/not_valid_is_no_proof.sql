-- migration: 1_events.sql
CREATE TABLE events (id bigint NOT NULL, kind text NOT NULL) PARTITION BY LIST (kind);
CREATE TABLE events_click (id bigint NOT NULL, kind text NOT NULL);
-- migration: 2_check.sql
ALTER TABLE events_click ADD CONSTRAINT only_clicks CHECK (kind = 'click') NOT VALID;
-- migration: 3_attach.sql
ALTER TABLE events ATTACH PARTITION events_click FOR VALUES IN ('click'); -- want attach-partition-unprepared: while every row of it is compared with the bounds
