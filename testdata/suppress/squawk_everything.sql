-- squawk-ignore-file
CREATE INDEX a ON t (a);
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id);
-- migrate-lint: allow(index-not-concurrent) -- want unused-suppression
SELECT 1;
