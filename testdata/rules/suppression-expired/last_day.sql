-- migration: 1_index.sql
-- migrate-lint: allow(index-not-concurrent) until 2026-01-15: the maintenance window
CREATE INDEX carts_note_idx ON carts (note);
