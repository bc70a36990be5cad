-- config: [rules.blanket-suppression]
-- config: whole-file = false
-- migrate-lint: allow-file(index-not-concurrent) nobody uses it at night -- want blanket-suppression: in the whole file
CREATE INDEX carts_note_idx ON carts (note);
-- migrate-lint: allow(index-not-concurrent) nobody uses it at night
CREATE INDEX carts_state_idx ON carts (state);
