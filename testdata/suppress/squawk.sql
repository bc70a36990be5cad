SELECT 1;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX a ON t (a);
-- squawk-ignore adding-foreign-key-constraint, require-concurrent-index-creation -- with a reason
CREATE INDEX b ON t (b);
-- squawk-ignore ban-drop-column
CREATE INDEX c ON t (c); -- want index-not-concurrent
-- squawk-ignore prefer-robust-stmts
SELECT 2;
-- squawk-ignored is no such comment
CREATE INDEX d ON t (d); -- want index-not-concurrent
