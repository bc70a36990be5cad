-- config: [rules.sequence-value-change]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id serial PRIMARY KEY);
ALTER SEQUENCE orders_id_seq RESTART WITH 1000;
-- migration: 2_owner.sql
ALTER SEQUENCE orders_id_seq OWNED BY NONE;
