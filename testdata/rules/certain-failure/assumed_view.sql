-- migration: 1_report.sql
CREATE VIEW report.late AS SELECT orders.id FROM shop.orders JOIN report.kinds ON kinds.id = orders.kind;
CREATE TABLE report.totals (id bigint);
-- migration: 2_kinds.sql
CREATE OR REPLACE VIEW report.kinds AS SELECT id, name FROM shop.kinds;
CREATE OR REPLACE VIEW report.totals AS SELECT id FROM shop.kinds; -- want certain-failure: "totals" is not a view
