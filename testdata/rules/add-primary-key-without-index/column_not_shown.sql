-- Whether the column takes nulls nobody knows, so that nothing is said of them.
-- migration: 1_key.sql
ALTER TABLE links ADD CONSTRAINT links_pkey PRIMARY KEY (id); -- want add-primary-key-without-index: blocks every read and write to `links` while its primary key's index is built$
