-- migration: 1_polls.sql
CREATE TABLE polls (id bigint PRIMARY KEY, time_zone text, check_order integer NOT NULL DEFAULT 0, slug text UNIQUE, plan text DEFAULT 'free', title text);
CREATE TABLE accounts (id bigint PRIMARY KEY, provider text, provider_account_id text, UNIQUE (provider, provider_account_id));
-- migration: 2_polls.sql
UPDATE polls SET time_zone = NULL WHERE time_zone = ''; -- want unbatched-backfill: updates every row of `polls` that matches
DELETE FROM polls WHERE check_order = 0; -- want unbatched-backfill: deletes every row of `polls` that matches
UPDATE polls SET slug = 'none' WHERE slug = '';
UPDATE polls SET plan = 'basic' WHERE plan = 'free'; -- want unbatched-backfill: updates every row of `polls`
UPDATE polls SET title = 'A' WHERE title = 'B';
UPDATE accounts SET provider = 'ms' WHERE provider IN ('azure-ad', 'entra'); -- want unbatched-backfill: updates every row of `accounts`
