-- migration: 1_shipments.sql
CREATE TABLE shipments (id bigint PRIMARY KEY, carrier text);
CREATE INDEX index_shipments_on_carrier_and_state_for_the_warehouse_dashboard_open ON shipments (carrier); -- want identifier-too-long: it is 69 bytes long
-- migration: 2_drop.sql
SET lock_timeout = '2s';
DROP INDEX index_shipments_on_carrier_and_state_for_the_warehouse_dashboard_open; -- want drop-index-not-concurrent: shipments
