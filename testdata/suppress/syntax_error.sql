SELECT 1;
-- migrate-lint: allow(index-not-concurrent) a broken statement is a statement too -- want unused-suppression
CREATE INDEX ON FORM WHERE;
-- migrate-lint: allow(index-not-concurrent) the one after it
CREATE INDEX a ON t (a);
