SELECT 1;
-- migrate-lint: allow(index-not-concurrent) the next statement
CREATE INDEX a ON t (a);
CREATE INDEX b ON t (b); -- want index-not-concurrent
CREATE INDEX c ON t (c); -- migrate-lint: allow(index-not-concurrent) the statement at the end of whose line it stands
CREATE INDEX d ON t (d); -- want index-not-concurrent
CREATE INDEX e -- migrate-lint: allow(index-not-concurrent) the statement it stands in
  ON t (e);
/* migrate-lint: allow(index-not-concurrent) before it on the same line */ CREATE INDEX f ON t (f);
CREATE INDEX g ON t (g); /* migrate-lint: allow(index-not-concurrent) between */ CREATE INDEX h ON t (h); -- want index-not-concurrent

/*
 * The table is small.
 * migrate-lint: allow(index-not-concurrent) a block of several lines
 */

-- And a comment between.

CREATE INDEX i ON t (i);
