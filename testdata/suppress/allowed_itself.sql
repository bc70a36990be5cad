-- migrate-lint: allow-file(unused-suppression) this file is shared with an older release

SELECT 1;
-- migrate-lint: allow(index-not-concurrent)
CREATE INDEX CONCURRENTLY a ON t (a);
