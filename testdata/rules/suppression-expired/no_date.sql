-- migration: 1_index.sql
-- migrate-lint: allow(index-not-concurrent) nobody writes until noon
CREATE INDEX carts_note_idx ON carts (note);
-- migrate-lint: allow(index-not-concurrent) since 2019-01-01
CREATE INDEX carts_state_idx ON carts (state);
