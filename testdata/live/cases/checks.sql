CREATE TABLE items (id bigint PRIMARY KEY, qty int, price int);
INSERT INTO items SELECT n, n, NULL FROM generate_series(1, 500000) AS n;
ANALYZE items;
-- case: rows break it
INSERT INTO items VALUES (-1, -1);
-- flags: --read-rows
-- migration
ALTER TABLE items ADD CONSTRAINT qty_positive CHECK (qty > 0); -- want add-check-without-not-valid confirmed: 1 row of `items` is refused by the check: the statement fails with SQLSTATE 23514
-- case: nulls pass
-- flags: --read-rows
-- migration
ALTER TABLE items ADD CONSTRAINT price_positive CHECK (price > 0); -- want add-check-without-not-valid sized: no row -- want rows-may-violate refuted: no row of `items`
-- case: too large to read
-- flags: --read-rows --max-read 0.001
-- migration
ALTER TABLE items ADD CONSTRAINT price_positive CHECK (price > 0); -- want rows-may-violate unknown: is more than the 1 MB that --max-read allows
-- case: a function that acts is not called
-- flags: --read-rows
-- migration
ALTER TABLE items ADD CONSTRAINT slow CHECK (pg_sleep(1) IS NOT NULL); -- want rows-may-violate unknown: it calls pg_sleep, which is volatile
-- case: a small table, and one that nobody counted
CREATE TABLE small AS SELECT * FROM items LIMIT 10; ANALYZE small;
CREATE TABLE fresh (qty int);
-- migration
ALTER TABLE small ADD CONSTRAINT qty_positive CHECK (qty > 0); -- want add-check-without-not-valid refuted: `small` has 10 rows
ALTER TABLE fresh ADD CONSTRAINT qty_positive CHECK (qty > 0); -- want add-check-without-not-valid unknown: `fresh` was never analyzed
