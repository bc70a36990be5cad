-- migration: 1_index.sql
-- migrate-lint: allow-file(index-not-concurrent) until 2026-01-14 -- want suppression-expired: until 2026-01-14
SELECT 1;
CREATE INDEX carts_note_idx ON carts (note); -- want index-not-concurrent:
