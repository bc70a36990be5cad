SELECT 1;
-- migrate-lint: allow(index-not-concurrent, add-fk-without-not-valid) -- want unused-suppression
CREATE INDEX a ON t (a);
-- migrate-lint: allow(E6, adding-foreign-key-constraint) -- want unused-suppression
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id);
