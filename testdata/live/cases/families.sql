CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%');
CREATE DOMAIN plain AS text;
CREATE TABLE large (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
INSERT INTO large SELECT n, 'k' || n, 'n', NULL, n FROM generate_series(1, 300000) AS n;
CREATE TABLE small (LIKE large INCLUDING ALL);
INSERT INTO small SELECT * FROM large LIMIT 10;
CREATE TABLE fresh (LIKE large INCLUDING ALL);
CREATE TABLE other (id int);
CREATE MATERIALIZED VIEW large_kinds AS SELECT id, kind FROM large; CREATE UNIQUE INDEX ON large_kinds (id);
CREATE MATERIALIZED VIEW small_kinds AS SELECT id, kind FROM small; CREATE UNIQUE INDEX ON small_kinds (id);
CREATE MATERIALIZED VIEW fresh_kinds AS SELECT id, kind FROM fresh; CREATE UNIQUE INDEX ON fresh_kinds (id);
ANALYZE large, small, large_kinds, small_kinds;
-- case: a large table
-- config: rules.lock-budget-exceeded.statements-per-transaction = 2
-- history
DO $$ BEGIN IF to_regtype('email_address') IS NULL THEN CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%'); END IF; END $$;
CREATE TABLE IF NOT EXISTS large (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
CREATE TABLE IF NOT EXISTS small (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
CREATE TABLE IF NOT EXISTS fresh (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
-- migration
ALTER TABLE large ADD COLUMN i bigint GENERATED ALWAYS AS IDENTITY; -- want add-column-identity sized: `large
ALTER TABLE large ADD COLUMN s bigserial; -- want add-column-serial sized: `large
ALTER TABLE large ADD COLUMN g integer GENERATED ALWAYS AS (char_length(kind)) STORED; -- want add-column-stored-generated sized: `large
ALTER TABLE large ADD COLUMN token uuid DEFAULT gen_random_uuid(); -- want add-column-volatile-default sized: `large
ALTER TABLE large ADD COLUMN mail email_address; -- want add-column-constrained-domain sized: `large
ALTER TABLE large ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&); -- want add-exclusion-constraint sized: `large
CREATE INDEX ON large (kind); -- want index-not-concurrent sized: `large
REINDEX TABLE large; -- want reindex-not-concurrent sized: `large
ALTER TABLE large SET UNLOGGED; -- want table-rewrite sized: `large -- want unlogged-table sized: `large
REFRESH MATERIALIZED VIEW large_kinds; -- want refresh-matview-not-concurrent sized: `large
BEGIN;
ALTER TABLE large ADD CONSTRAINT n_positive CHECK (n > 0) NOT VALID;
ALTER TABLE large VALIDATE CONSTRAINT n_positive; -- want validate-in-same-transaction sized: `large
COMMIT;
ALTER TABLE large ADD CONSTRAINT id_positive CHECK (id > 0); -- want add-check-without-not-valid sized: `large
BEGIN;
ALTER TABLE other ADD COLUMN a int;
ALTER TABLE other ADD COLUMN b int;
CREATE INDEX ON large (n); -- want lock-budget-exceeded sized:
COMMIT;
BEGIN;
ALTER TABLE other ADD COLUMN c int;
UPDATE large SET n = 1; -- want slow-statement-while-holding-lock sized:
COMMIT;
-- case: a small table
-- config: rules.lock-budget-exceeded.statements-per-transaction = 2
-- history
DO $$ BEGIN IF to_regtype('email_address') IS NULL THEN CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%'); END IF; END $$;
CREATE TABLE IF NOT EXISTS large (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
CREATE TABLE IF NOT EXISTS small (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
CREATE TABLE IF NOT EXISTS fresh (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
-- migration
ALTER TABLE small ADD COLUMN i bigint GENERATED ALWAYS AS IDENTITY; -- want add-column-identity refuted: `small
ALTER TABLE small ADD COLUMN s bigserial; -- want add-column-serial refuted: `small
ALTER TABLE small ADD COLUMN g integer GENERATED ALWAYS AS (char_length(kind)) STORED; -- want add-column-stored-generated refuted: `small
ALTER TABLE small ADD COLUMN token uuid DEFAULT gen_random_uuid(); -- want add-column-volatile-default refuted: `small
ALTER TABLE small ADD COLUMN mail email_address; -- want add-column-constrained-domain refuted: `small
ALTER TABLE small ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&); -- want add-exclusion-constraint refuted: `small
CREATE INDEX ON small (kind); -- want index-not-concurrent refuted: `small
REINDEX TABLE small; -- want reindex-not-concurrent refuted: `small
ALTER TABLE small SET UNLOGGED; -- want table-rewrite refuted: `small -- want unlogged-table refuted: `small
REFRESH MATERIALIZED VIEW small_kinds; -- want refresh-matview-not-concurrent refuted: `small
BEGIN;
ALTER TABLE small ADD CONSTRAINT n_positive CHECK (n > 0) NOT VALID;
ALTER TABLE small VALIDATE CONSTRAINT n_positive; -- want validate-in-same-transaction refuted: `small
COMMIT;
ALTER TABLE small ADD CONSTRAINT id_positive CHECK (id > 0); -- want add-check-without-not-valid refuted: `small
BEGIN;
ALTER TABLE other ADD COLUMN a int;
ALTER TABLE other ADD COLUMN b int;
CREATE INDEX ON small (n); -- want lock-budget-exceeded refuted:
COMMIT;
BEGIN;
ALTER TABLE other ADD COLUMN c int;
UPDATE small SET n = 1; -- want slow-statement-while-holding-lock refuted:
COMMIT;
-- case: nobody counted
-- config: rules.lock-budget-exceeded.statements-per-transaction = 2
-- history
DO $$ BEGIN IF to_regtype('email_address') IS NULL THEN CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%'); END IF; END $$;
CREATE TABLE IF NOT EXISTS large (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
CREATE TABLE IF NOT EXISTS small (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
CREATE TABLE IF NOT EXISTS fresh (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
-- migration
ALTER TABLE fresh ADD COLUMN i bigint GENERATED ALWAYS AS IDENTITY; -- want add-column-identity unknown: `fresh
ALTER TABLE fresh ADD COLUMN s bigserial; -- want add-column-serial unknown: `fresh
ALTER TABLE fresh ADD COLUMN g integer GENERATED ALWAYS AS (char_length(kind)) STORED; -- want add-column-stored-generated unknown: `fresh
ALTER TABLE fresh ADD COLUMN token uuid DEFAULT gen_random_uuid(); -- want add-column-volatile-default unknown: `fresh
ALTER TABLE fresh ADD COLUMN mail email_address; -- want add-column-constrained-domain unknown: `fresh
ALTER TABLE fresh ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&); -- want add-exclusion-constraint unknown: `fresh
CREATE INDEX ON fresh (kind); -- want index-not-concurrent unknown: `fresh
REINDEX TABLE fresh; -- want reindex-not-concurrent unknown: `fresh
ALTER TABLE fresh SET UNLOGGED; -- want table-rewrite unknown: `fresh -- want unlogged-table unknown: `fresh
REFRESH MATERIALIZED VIEW fresh_kinds; -- want refresh-matview-not-concurrent unknown: `fresh
BEGIN;
ALTER TABLE fresh ADD CONSTRAINT n_positive CHECK (n > 0) NOT VALID;
ALTER TABLE fresh VALIDATE CONSTRAINT n_positive; -- want validate-in-same-transaction unknown: `fresh
COMMIT;
ALTER TABLE fresh ADD CONSTRAINT id_positive CHECK (id > 0); -- want add-check-without-not-valid unknown: `fresh
BEGIN;
ALTER TABLE other ADD COLUMN a int;
ALTER TABLE other ADD COLUMN b int;
CREATE INDEX ON fresh (n); -- want lock-budget-exceeded unknown:
COMMIT;
BEGIN;
ALTER TABLE other ADD COLUMN c int;
UPDATE fresh SET n = 1; -- want slow-statement-while-holding-lock unknown:
COMMIT;
-- case: a large table that is in use
-- snapshot
INSERT INTO large SELECT n, 'k' || n, 'n', NULL, n FROM generate_series(400001, 500000) AS n; SELECT count(*) FROM large; SELECT count(*) FROM large_kinds;
-- flags: --usage-since 1.json
-- config: rules.lock-budget-exceeded.statements-per-transaction = 2
-- history
DO $$ BEGIN IF to_regtype('email_address') IS NULL THEN CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%'); END IF; END $$;
CREATE TABLE IF NOT EXISTS large (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
CREATE TABLE IF NOT EXISTS small (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
CREATE TABLE IF NOT EXISTS fresh (id bigint PRIMARY KEY, kind text, name plain, during tstzrange, n int);
-- migration
ALTER TABLE large ADD COLUMN i bigint GENERATED ALWAYS AS IDENTITY; -- want add-column-identity confirmed:
ALTER TABLE large ADD COLUMN s bigserial; -- want add-column-serial confirmed:
ALTER TABLE large ADD COLUMN g integer GENERATED ALWAYS AS (char_length(kind)) STORED; -- want add-column-stored-generated confirmed:
ALTER TABLE large ADD COLUMN token uuid DEFAULT gen_random_uuid(); -- want add-column-volatile-default confirmed:
ALTER TABLE large ADD COLUMN mail email_address; -- want add-column-constrained-domain confirmed:
ALTER TABLE large ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&); -- want add-exclusion-constraint confirmed:
CREATE INDEX ON large (kind); -- want index-not-concurrent confirmed:
REINDEX TABLE large; -- want reindex-not-concurrent confirmed:
ALTER TABLE large SET UNLOGGED; -- want table-rewrite confirmed: -- want unlogged-table confirmed:
REFRESH MATERIALIZED VIEW large_kinds; -- want refresh-matview-not-concurrent confirmed:
BEGIN;
ALTER TABLE large ADD CONSTRAINT n_positive CHECK (n > 0) NOT VALID;
ALTER TABLE large VALIDATE CONSTRAINT n_positive; -- want validate-in-same-transaction confirmed:
COMMIT;
ALTER TABLE large ADD CONSTRAINT id_positive CHECK (id > 0); -- want add-check-without-not-valid confirmed:
BEGIN;
ALTER TABLE other ADD COLUMN a int;
ALTER TABLE other ADD COLUMN b int;
CREATE INDEX ON large (n); -- want lock-budget-exceeded confirmed:
COMMIT;
BEGIN;
ALTER TABLE other ADD COLUMN c int;
UPDATE large SET n = 1; -- want slow-statement-while-holding-lock confirmed:
COMMIT;
