CREATE TABLE shifts (id bigint PRIMARY KEY, during tstzrange NOT NULL);
ALTER TABLE shifts ADD CONSTRAINT shifts_no_overlap EXCLUDE USING gist (during WITH &&);
