CREATE TABLE shipments (id bigint PRIMARY KEY, carrier text, state text);
CREATE INDEX index_shipments_on_carrier_and_state_for_the_warehouse_dashboard_open ON shipments (carrier); -- want identifier-too-long: becomes `index_shipments_on_carrier_and_state_for_the_warehouse_dashboar`
CREATE INDEX index_shipments_on_carrier_and_state_for_the_warehouse_dashboard_done ON shipments (state); -- want identifier-too-long: and so does
