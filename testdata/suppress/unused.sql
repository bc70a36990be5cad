SELECT 1;
-- migrate-lint: allow(index-not-concurrent) -- want unused-suppression
CREATE INDEX CONCURRENTLY a ON t (a);
-- migrate-lint: allow(index-not-concurent) -- want unused-suppression
CREATE INDEX b ON t (b); -- want index-not-concurrent
-- migrate-lint: ignore index-not-concurrent -- want unused-suppression
CREATE INDEX c ON t (c); -- want index-not-concurrent
-- migrate-lint: allow() -- want unused-suppression
SELECT 2;
-- migrate-lint: allow(zzzzzzzz) -- want unused-suppression
SELECT 3;
-- migrate-lint: this is prose about the tool
SELECT 4;
-- migrate-lint: allow(index-not-concurrent) nothing follows -- want unused-suppression
