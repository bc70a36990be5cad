-- config: [rules.spatial-column-without-index]
-- config: severity = "advice"
CREATE TABLE shops (id bigint PRIMARY KEY, location geometry); -- want spatial-column-without-index: `shops.location`
CREATE INDEX shops_location_idx ON shops USING btree (location);
