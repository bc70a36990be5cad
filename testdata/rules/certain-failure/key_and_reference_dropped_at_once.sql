-- migration: 1_shop.sql
CREATE TABLE units (code text CONSTRAINT units_pkey PRIMARY KEY, parent text CONSTRAINT units_parent_fkey REFERENCES units (code), id bigint NOT NULL);
CREATE TABLE parts (code text CONSTRAINT parts_pkey PRIMARY KEY, parent text CONSTRAINT parts_parent_fkey REFERENCES parts (code), id bigint NOT NULL);
-- migration: 2_id.sql
ALTER TABLE units DROP CONSTRAINT units_parent_fkey, DROP CONSTRAINT units_pkey, ADD CONSTRAINT units_pkey PRIMARY KEY (id);
-- migration: 3_wrong_order.sql
ALTER TABLE parts DROP CONSTRAINT parts_pkey, DROP CONSTRAINT parts_parent_fkey; -- want certain-failure: cannot drop constraint parts_pkey
