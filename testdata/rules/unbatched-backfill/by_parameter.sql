-- migration: 1_commands.sql
CREATE TABLE commands (key text PRIMARY KEY, command text, area text);
CREATE TABLE calls (id bigint PRIMARY KEY, command text, area text, state text);
CREATE FUNCTION set_command(wanted text, new_command text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE commands SET command = new_command WHERE key = wanted;
END $$;
CREATE FUNCTION close_calls(wanted text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE calls SET state = 'closed' WHERE command = area AND state <> wanted;
END $$;
CREATE FUNCTION open_calls(wanted text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE calls SET command = '' WHERE state = wanted;
END $$;
CREATE FUNCTION close_call(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE calls SET area = 'none' WHERE id = wanted;
END $$;
-- migration: 2_calls.sql
SELECT set_command('stop', 'halt');
SELECT close_calls('open'); -- want unbatched-backfill: the call of `close_calls` updates every row of `calls` that matches
SELECT open_calls('open'); -- want unbatched-backfill: the call of `open_calls` updates every row of `calls` that matches
SELECT close_call(42);
SELECT close_call(id) FROM calls; -- want unbatched-backfill: the call of `close_call` updates every row of `calls` that matches
DO $$
DECLARE
    old_id bigint;
    one record;
BEGIN
    SELECT id INTO old_id FROM calls WHERE command = 'halt';
    DELETE FROM calls WHERE id = old_id;
    FOR one IN SELECT * FROM commands LOOP
        DELETE FROM calls WHERE command = old_id; -- want unbatched-backfill: deletes every row of `calls` that matches
    END LOOP;
END $$;
-- migration: 3_by_other_rows.sql
UPDATE calls SET area = 'none' FROM unnest(ARRAY['stop', 'halt']) AS word, commands WHERE commands.area = calls.area AND calls.command = word; -- want unbatched-backfill: updates every row of `calls` that matches
