-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
CREATE VIEW v AS SELECT id, state, note FROM orders;
CREATE VIEW w AS SELECT id, state, note FROM orders;
-- migration: 2_view.sql
CREATE OR REPLACE VIEW v AS SELECT id, note, state FROM orders; -- want certain-failure: fails: cannot change name of view column "state" to "note"
-- migration: 3_view.sql
CREATE OR REPLACE VIEW w (id, status, note) AS SELECT id, state, note FROM orders; -- want certain-failure: "state" to "status"
