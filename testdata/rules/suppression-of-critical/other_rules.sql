-- config: [rules.suppression-of-critical]
-- config: severity = "error"
-- config: rules = ["truncate"]
-- migrate-lint: allow(index-not-concurrent) at night
CREATE INDEX carts_note_idx ON carts (note);
