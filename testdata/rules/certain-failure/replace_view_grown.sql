-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
CREATE VIEW v AS SELECT id, state FROM orders;
-- migration: 2_view.sql
CREATE OR REPLACE VIEW v AS SELECT id, state, upper(note) AS note FROM orders;
CREATE OR REPLACE VIEW fresh AS SELECT 1 AS one;
CREATE OR REPLACE VIEW elsewhere.known AS SELECT 1 AS one;
