-- migration: 1_identities.sql
CREATE TABLE identities (id text PRIMARY KEY, provider text);
CREATE TABLE prices (id bigint PRIMARY KEY, amount integer);
-- migration: 2_ids.sql
ALTER TABLE identities RENAME COLUMN id TO provider_id; -- want rename-column: running code that reads or writes `identities.id` meets another column from here on: the values that it knows are in `provider_id`
ALTER TABLE identities DROP CONSTRAINT identities_pkey, ADD COLUMN id uuid DEFAULT gen_random_uuid() PRIMARY KEY;
-- migration: 3_amounts.sql
ALTER TABLE prices RENAME COLUMN amount TO amount_old;
ALTER TABLE prices ADD COLUMN amount bigint;
UPDATE prices SET amount = amount_old;
