-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE VIEW v AS SELECT id FROM orders;
-- migration: 2_replace.sql
CREATE OR REPLACE VIEW v AS SELECT id FROM orders WHERE id > 0;
