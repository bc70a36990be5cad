-- migration: 1_shop.sql
CREATE TABLE charges (id bigint PRIMARY KEY, status_detailed text, payload jsonb);
CREATE TABLE state_words (name text PRIMARY KEY, state text);
-- migration: 2_rename_states.sql
UPDATE charges SET status_detailed = 'active.started' WHERE status_detailed IN ('active.partial', 'active.final'); -- want unbatched-backfill: updates every row of `charges` that matches
UPDATE charges SET payload = '{}' WHERE jsonb_typeof(payload) = 'null'; -- want unbatched-backfill: updates every row of `charges` that matches
UPDATE state_words SET state = 'open' WHERE state = 'opened';
