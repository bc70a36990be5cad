-- Values that were found in another table by the old ones are kept there, and a column that gets the old name is missed by nobody.
-- migration: 001_init.sql
CREATE TABLE addresses (id uuid PRIMARY KEY, address text);
CREATE TABLE subscriptions (id uuid PRIMARY KEY, address text, state int, changed timestamp);
-- migration: 002_carry.sql
ALTER TABLE subscriptions ADD COLUMN address_id uuid, ADD COLUMN gone boolean, ADD COLUMN changed_at timestamptz;
UPDATE subscriptions SET address_id = addresses.id FROM addresses WHERE addresses.address = subscriptions.address AND subscriptions.state > 0;
UPDATE subscriptions SET gone = true WHERE state = 0;
UPDATE subscriptions SET changed_at = changed;
ALTER TABLE subscriptions DROP COLUMN address; -- want drop-without-archive: running code that still reads or writes `subscriptions.address` fails
ALTER TABLE subscriptions DROP COLUMN state; -- want drop-without-archive: destroys the values of `subscriptions.state`
ALTER TABLE subscriptions DROP COLUMN changed;
ALTER TABLE subscriptions RENAME changed_at TO changed;
-- migration: 003_set_aside.sql
ALTER TABLE subscriptions RENAME COLUMN changed TO legacy_changed;
ALTER TABLE subscriptions ADD COLUMN changed date;
UPDATE subscriptions SET changed = legacy_changed::date;
ALTER TABLE subscriptions DROP COLUMN legacy_changed;
