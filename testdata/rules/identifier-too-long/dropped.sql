-- migration: 1_shipments.sql
CREATE TABLE shipments (id bigint PRIMARY KEY, carrier text);
CREATE INDEX index_shipments_on_carrier_and_state_for_the_warehouse_dashboard_open ON shipments (carrier); -- want identifier-too-long: it is 69 bytes long
-- migration: 2_drop.sql
SET lock_timeout = '2s';
DROP INDEX index_shipments_on_carrier_and_state_for_the_warehouse_dashboard_open; -- want drop-index-not-concurrent: shipments
-- migration: 3_rename.sql
SET lock_timeout = '2s';
CREATE TABLE words (id bigint PRIMARY KEY, word text);
CREATE INDEX index_words_on_word_and_carrier_and_state_for_the_warehouse_dashboard ON words (word); -- want identifier-too-long: it is 69 bytes long
ALTER INDEX index_words_on_word_and_carrier_and_state_for_the_warehouse_dashboard RENAME TO words_word_idx;
