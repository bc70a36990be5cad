-- migrate-lint: allow(index-not-concurrent) above the marker is about the file
-- +up
CREATE INDEX a ON t (a);
CREATE INDEX b ON t (b);
-- migrate-lint: allow(add-fk-without-not-valid) nothing follows in this section -- want unused-suppression
-- +down
ALTER TABLE t DROP CONSTRAINT c;
