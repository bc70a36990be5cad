-- config: [rules.replace-object-behavior]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE OR REPLACE VIEW v AS SELECT id FROM orders;
CREATE OR REPLACE VIEW v AS SELECT id FROM orders WHERE id > 0;
CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION f() STABLE;
