-- The indexes of a materialized view go with it.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);
CREATE MATERIALIZED VIEW totals AS SELECT id, a FROM orders;
CREATE MATERIALIZED VIEW sums AS SELECT id, a, b FROM orders;
CREATE MATERIALIZED VIEW kept AS SELECT id, a FROM orders;
CREATE INDEX kept_a ON kept (a);
-- migration: 2_index.up.sql
CREATE INDEX totals_a ON totals
    USING btree (a);
-- migration: 3_anew.up.sql
DROP MATERIALIZED VIEW totals;
CREATE MATERIALIZED VIEW totals AS SELECT id, a, b FROM orders; -- want incomplete-replacement: queries of `totals` do without `totals_a` from here on: the drop of the old one took it along
-- migration: 4_kept.up.sql
DROP MATERIALIZED VIEW kept;
CREATE MATERIALIZED VIEW kept AS SELECT id, a, b FROM orders;
CREATE INDEX kept_a_2 ON kept (a);
-- migration: 5_unique.up.sql
CREATE UNIQUE INDEX sums_id ON sums (id);
CREATE INDEX sums_b ON sums (b);
-- migration: 6_last.up.sql
DROP MATERIALIZED VIEW sums;
CREATE MATERIALIZED VIEW sums AS SELECT id, a, b FROM orders; -- want incomplete-replacement: help: in the same transaction:\nCREATE UNIQUE INDEX sums_id ON sums (id);\nCREATE INDEX sums_b ON sums (b);
