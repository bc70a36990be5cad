CREATE TABLE t (id int, name text);
CREATE TABLE u (id2 int, t_id int);
CREATE VIEW v AS SELECT id, name AS label, upper(name), id::text AS shown FROM t;
CREATE VIEW all_of AS SELECT * FROM t;
CREATE VIEW joined (x, y) AS SELECT t.id, u.id2 FROM t JOIN u ON u.t_id = t.id;
CREATE VIEW on_view AS SELECT label FROM v;
CREATE OR REPLACE VIEW all_of AS SELECT id, name, 1 AS one FROM t;
CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
CREATE MATERIALIZED VIEW empty AS SELECT name FROM t WITH NO DATA;
CREATE UNIQUE INDEX ON m (id);
DROP VIEW v;
DROP TABLE u;
DROP VIEW joined;
DROP TABLE u;
ALTER VIEW on_view RENAME TO over_view;
REFRESH MATERIALIZED VIEW empty;
REFRESH MATERIALIZED VIEW m WITH NO DATA;

-- expected:
-- column all_of.id: int4
-- column all_of.name: text
-- column all_of.one: int4
-- column empty.name: text
-- column m.id: int4
-- column over_view.label: text
-- column t.id: int4
-- column t.name: text
-- column v.id: int4
-- column v.label: text
-- column v.shown: text
-- column v.upper
-- index m_id_idx: unique, on m using btree (id)
-- materialized view empty: (name), reads t, filled
-- materialized view m: (id), reads t
-- table t: (id, name)
-- view all_of: (id, name, one), reads t
-- view over_view: (label), reads v
-- view v: (id, label, upper, shown), reads t
