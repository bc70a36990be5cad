-- config: [rules.suppression-of-critical]
-- config: rules = ["index-not-concurrent"]
-- migrate-lint: allow(index-not-concurrent) at night
CREATE INDEX carts_note_idx ON carts (note);
