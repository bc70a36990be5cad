-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, at timestamptz NOT NULL, code text UNIQUE);
CREATE TABLE made_elsewhere_2 (LIKE orders);
-- migration: 2_unknown.sql
ALTER TABLE made_elsewhere ADD CONSTRAINT made_elsewhere_code_key UNIQUE (code);
