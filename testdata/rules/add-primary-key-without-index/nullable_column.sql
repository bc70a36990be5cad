-- migration: 1_log.sql
CREATE TABLE log (id bigint, line text);
-- migration: 2_key.sql
ALTER TABLE log ADD PRIMARY KEY (id); -- want add-primary-key-without-index: and its rows are read for nulls
