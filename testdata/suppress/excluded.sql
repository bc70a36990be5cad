-- config: [rules.index-not-concurrent]
-- config: exclude = ["1_*.sql"]
SELECT 1;
-- migrate-lint: allow(index-not-concurrent) the rule is not asked about this file
CREATE INDEX a ON t (a);
