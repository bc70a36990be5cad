CREATE TABLE events (id bigint PRIMARY KEY, body json NOT NULL, tags json[]); -- want json-type: `events.body` cannot be compared -- want json-type: `events.tags`
