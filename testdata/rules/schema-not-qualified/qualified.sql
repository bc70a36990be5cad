-- config: [rules.schema-not-qualified]
-- config: severity = "advice"
CREATE TABLE shop.carts (id bigint PRIMARY KEY, note text);
CREATE INDEX carts_note_idx ON shop.carts (note);
CREATE TEMP TABLE scratch (id int);
CREATE INDEX ON scratch (id);
