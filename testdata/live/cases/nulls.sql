CREATE TABLE orders (id bigint PRIMARY KEY, email text, note text);
INSERT INTO orders SELECT n, CASE WHEN n > 3 THEN 'x' || n END, 'n' FROM generate_series(1, 500000) AS n;
ANALYZE orders;
-- case: there are nulls
-- flags: --read-rows
-- migration
ALTER TABLE orders ALTER COLUMN email SET NOT NULL; -- want set-not-null-scan confirmed: 3 rows of `orders` are null in email: the statement fails with SQLSTATE 23502 -- want rows-may-violate confirmed: 3 rows
-- case: there are none, and nothing proves it
-- flags: --read-rows
-- migration
ALTER TABLE orders ALTER COLUMN note SET NOT NULL; -- want set-not-null-scan sized: `orders` has about 500,000 rows -- want rows-may-violate refuted: no row of `orders` is null in note
-- case: a valid check proves it
ALTER TABLE orders ADD CONSTRAINT note_there CHECK (note IS NOT NULL);
-- migration
ALTER TABLE orders ALTER COLUMN note SET NOT NULL; -- want set-not-null-scan refuted: the constraint note_there is valid, so no row is read
-- case: rows are not read unasked
-- migration
ALTER TABLE orders ALTER COLUMN email SET NOT NULL; -- want rows-may-violate unknown: rows are read with --read-rows alone -- want set-not-null-scan sized: rows are read with --read-rows alone
-- case: never analyzed
CREATE TABLE fresh AS SELECT n AS id, 'x' AS email FROM generate_series(1, 10) AS n;
-- migration
ALTER TABLE fresh ALTER COLUMN email SET NOT NULL; -- want set-not-null-scan unknown: `fresh` was never analyzed
-- case: an earlier statement fills them
-- flags: --read-rows
-- migration
UPDATE orders SET email = 'none' WHERE email IS NULL;
ALTER TABLE orders ALTER COLUMN email SET NOT NULL; -- want rows-may-violate unknown: 3 rows of `orders` are null in email now, but
