-- migrate-lint: allow(index-not-concurrent) another comment follows the empty line

-- Index of the new report.
CREATE INDEX a ON t (a);
CREATE INDEX b ON t (b);
