-- migration: 1_bridge.sql
CREATE TABLE deposits (network_id int, cnt bigint, note text, PRIMARY KEY (network_id, cnt));
CREATE TABLE claims (network_id int, cnt bigint, note text, CONSTRAINT claims_pkey PRIMARY KEY (network_id, cnt));
CREATE TABLE users (tenant int, email text CONSTRAINT users_email_key UNIQUE);
CREATE TABLE roots (id bigint PRIMARY KEY, uid uuid NOT NULL);
CREATE TABLE blocks (id int PRIMARY KEY, big bigint NOT NULL);
CREATE TABLE seen (network_id int, cnt bigint, PRIMARY KEY (network_id, cnt));
CREATE UNIQUE INDEX blocks_big ON blocks (big);
CREATE PUBLICATION changes FOR TABLE claims;
-- migration: 2_ids.sql
ALTER TABLE deposits DROP CONSTRAINT IF EXISTS deposits_pkey; -- want drop-constraint: removes the primary key `deposits_pkey` from `deposits`: rows with the same (network_id, cnt) can be written from now on, and ON CONFLICT (network_id, cnt) fails$
ALTER TABLE deposits ADD COLUMN id serial PRIMARY KEY;
ALTER TABLE claims DROP CONSTRAINT claims_pkey; -- want drop-constraint: help: where code relies on that, keep the old columns unique by an index that is built before, outside a transaction and alone in its file:\nCREATE UNIQUE INDEX CONCURRENTLY claims_network_id_cnt_idx ON claims (network_id, cnt);
ALTER TABLE claims ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE claims ADD CONSTRAINT claims_pkey PRIMARY KEY (id);
ALTER TABLE users DROP CONSTRAINT users_email_key; -- want drop-constraint: removes the unique constraint `users_email_key` from `users`: rows with the same (email) can be written from now on, and ON CONFLICT (email) fails
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (tenant, email);
ALTER TABLE roots DROP CONSTRAINT roots_pkey, ADD PRIMARY KEY (uid);
CREATE UNIQUE INDEX roots_id ON roots (id);
ALTER TABLE blocks DROP CONSTRAINT blocks_pkey;
ALTER TABLE blocks RENAME COLUMN id TO old_id;
ALTER TABLE blocks RENAME COLUMN big TO id;
ALTER TABLE blocks ADD PRIMARY KEY USING INDEX blocks_big;
ALTER TABLE seen DROP CONSTRAINT seen_pkey;
ALTER TABLE seen ADD PRIMARY KEY (cnt);
