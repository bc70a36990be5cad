-- config: [rules.unused-suppression]
-- config: require-reason = true
SELECT 1;
/* migrate-lint: allow(index-not-concurrent) */ -- want unused-suppression
CREATE INDEX a ON t (a);
-- migrate-lint: allow(index-not-concurrent) it has one
CREATE INDEX b ON t (b);
