-- migration: 1_shop.sql
CREATE TABLE orders (id bigserial PRIMARY KEY, note text);
GRANT SELECT, INSERT ON orders TO shop;
GRANT USAGE ON SEQUENCE orders_id_seq TO shop;
-- migration: 2_lines.sql
CREATE TABLE lines (id bigserial PRIMARY KEY, note text);
GRANT SELECT, INSERT ON lines TO shop;
-- migration: 3_all.sql
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO shop;
