-- The column is new and has values, or another's name: its reference cannot be written beside it.
-- migration: 1_tables.sql
CREATE TABLE nfts (id bigint PRIMARY KEY, nft text UNIQUE);
CREATE TABLE events (id bigint PRIMARY KEY, nft_id bigint);
-- migration: 2_reference.sql
ALTER TABLE events ADD COLUMN nft text;
UPDATE events SET nft = nfts.nft FROM nfts WHERE nfts.id = events.nft_id;
ALTER TABLE events ADD CONSTRAINT events_nft_fkey FOREIGN KEY (nft) REFERENCES nfts (nft); -- want add-fk-without-not-valid: help: add it without looking at the rows, and check them later
ALTER TABLE events ADD COLUMN empty text;
ALTER TABLE events ADD CONSTRAINT events_empty_fkey FOREIGN KEY (empty) REFERENCES nfts (nft); -- want add-fk-without-not-valid: help: write the reference beside the new column
