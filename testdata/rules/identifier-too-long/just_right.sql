CREATE TABLE shipments (id bigint PRIMARY KEY, carrier text);
CREATE INDEX index_shipments_on_carrier_and_state_for_the_warehouse_dashboar ON shipments (carrier);
-- a comment with index_shipments_on_carrier_and_state_for_the_warehouse_dashboard_open in it
