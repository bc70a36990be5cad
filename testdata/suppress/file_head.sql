-- Indexes of the new reports.
-- migrate-lint: allow(index-not-concurrent) nobody writes at night

CREATE INDEX a ON t (a);
CREATE INDEX b ON t (b);
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id); -- want add-fk-without-not-valid
