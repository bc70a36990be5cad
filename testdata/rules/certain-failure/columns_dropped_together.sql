-- migration: 1_shop.sql
CREATE TABLE goods (id integer CONSTRAINT goods_pkey PRIMARY KEY, price integer, tax integer GENERATED ALWAYS AS (price / 5) STORED);
CREATE TABLE parts (id integer CONSTRAINT parts_pkey PRIMARY KEY, price integer, tax integer GENERATED ALWAYS AS (price / 5) STORED);
CREATE TABLE units (id integer CONSTRAINT units_pkey PRIMARY KEY, price integer, tax integer GENERATED ALWAYS AS (price / 5) STORED);
CREATE TABLE bills (id integer CONSTRAINT bills_pkey PRIMARY KEY, net integer, gross integer, tax integer GENERATED ALWAYS AS (gross - net) STORED);
CREATE VIEW amounts AS SELECT net, gross FROM bills;
CREATE VIEW prices AS SELECT price FROM units;
-- migration: 2_generated_first.sql
ALTER TABLE goods DROP COLUMN tax, DROP COLUMN price;
-- migration: 3_wrong_order.sql
ALTER TABLE parts DROP COLUMN price, DROP COLUMN tax; -- want certain-failure: cannot drop column price of table parts because other objects depend on it
-- migration: 4_view.sql
ALTER TABLE units DROP COLUMN tax, DROP COLUMN price; -- want certain-failure: cannot drop column price of table units because other objects depend on it
-- migration: 5_cascade_takes_both.sql
ALTER TABLE bills DROP COLUMN net CASCADE, DROP COLUMN gross;
