-- config: ignore = ["index-not-concurrent"]
SELECT 1;
-- migrate-lint: allow(index-not-concurrent) the rule is off here, so nobody can say that it is unused
CREATE INDEX CONCURRENTLY a ON t (a);
-- migrate-lint: allow(add-fk-without-not-valid) -- want unused-suppression
SELECT 2;
