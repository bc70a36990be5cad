-- migration: 1_base.sql
CREATE TABLE regions (id integer PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_region.sql
ALTER TABLE orders ADD COLUMN region_id integer NOT NULL DEFAULT 1 REFERENCES regions (id); -- want add-fk-without-not-valid: looked up in `regions`
