-- Indexes of the new reports.

-- migrate-lint: allow(index-not-concurrent) directly above is the statement alone
CREATE INDEX a ON t (a);
CREATE INDEX b ON t (b); -- want index-not-concurrent
