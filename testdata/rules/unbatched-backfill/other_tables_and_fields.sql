-- migration: 1_shop.sql
CREATE TABLE sessions (id text PRIMARY KEY, status text, data jsonb);
CREATE TABLE session_states (id bigint PRIMARY KEY, session_id text, state text);
CREATE TABLE settings (name text PRIMARY KEY, kind text);
-- migration: 2_tidy.sql
UPDATE sessions SET status = 'b' WHERE status = 'a'; -- want unbatched-backfill: updates every row of `sessions` that matches
DELETE FROM sessions USING session_states s WHERE s.session_id = sessions.id AND s.state = 'terminated'; -- want unbatched-backfill: `sessions`
UPDATE sessions SET status = 'z' WHERE id = (SELECT max(id) FROM sessions b WHERE b.status = sessions.status); -- want unbatched-backfill: `sessions`
UPDATE sessions SET status = 'z' WHERE id = (SELECT max(id) FROM sessions);
UPDATE sessions SET status = 'z' WHERE data -> 'node' ->> 'type' = 'Statement'; -- want unbatched-backfill: `sessions`
UPDATE sessions SET status = 'z' WHERE data ->> 'name' = 'first';
UPDATE sessions SET status = 'z' FROM session_states s WHERE s.id = 17 AND s.session_id = sessions.id;
UPDATE settings SET kind = 'b' WHERE kind = 'a';
