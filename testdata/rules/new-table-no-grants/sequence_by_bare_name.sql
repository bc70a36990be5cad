-- migration: 1_shop.sql
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id bigserial PRIMARY KEY, note text);
GRANT SELECT, INSERT ON shop.orders TO app;
GRANT USAGE ON SEQUENCE shop.orders_id_seq TO app;
-- migration: 2_lines.sql
CREATE TABLE shop.lines (id bigserial PRIMARY KEY, note text);
GRANT SELECT, INSERT ON shop.lines TO app;
GRANT USAGE ON SEQUENCE lines_id_seq TO app;
-- migration: 3_returns.sql
CREATE TABLE shop.returns (id bigserial PRIMARY KEY, note text); -- want new-table-no-grants: permission denied for sequence returns_id_seq
GRANT SELECT, INSERT ON shop.returns TO app;
GRANT USAGE ON SEQUENCE returns_id_seq TO backup;
