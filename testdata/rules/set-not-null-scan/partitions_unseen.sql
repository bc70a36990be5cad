-- migration: 1_base.sql
CREATE TABLE par (id bigint NOT NULL, d date NOT NULL, v int, w int, ref bigint) PARTITION BY RANGE (d);
CREATE TABLE other (id bigint PRIMARY KEY);
CREATE TABLE shown (id bigint NOT NULL, d date NOT NULL, v int) PARTITION BY RANGE (d);
CREATE TABLE shown_1 PARTITION OF shown FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
-- migration: 2_not_null.sql
ALTER TABLE par ALTER v SET NOT NULL; -- want set-not-null-scan: blocks every read and write to `par` while every row is read to see that `v` holds no nulls
ALTER TABLE ONLY par ALTER w SET NOT NULL;
-- migration: 3_check.sql
ALTER TABLE par ADD CONSTRAINT c CHECK (v > 0); -- want add-check-without-not-valid: blocks every read and write to `par`
-- migration: 4_type.sql
ALTER TABLE par ALTER v TYPE bigint; -- want alter-column-type-rewrite: blocks every read and write to `par`
-- migration: 5_default.sql
ALTER TABLE par ADD COLUMN z uuid DEFAULT gen_random_uuid(); -- want add-column-volatile-default: blocks every read and write to `par`
-- migration: 6_unique.sql
ALTER TABLE par ADD CONSTRAINT u UNIQUE (id, d); -- want add-unique-without-index: blocks every read and write to `par`
-- migration: 7_key.sql
CREATE INDEX ON ONLY par (ref);
ALTER TABLE par ADD CONSTRAINT f FOREIGN KEY (ref) REFERENCES other (id); -- want add-fk-without-not-valid: `par`
-- migration: 8_shown.sql
ALTER TABLE shown ALTER v SET NOT NULL; -- want set-not-null-scan: `shown`
