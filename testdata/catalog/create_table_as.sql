CREATE TABLE t (id int, name varchar(20), price numeric(6, 2));
CREATE TABLE copy AS SELECT id, name, price::text AS shown FROM t;
CREATE TABLE star AS TABLE t;
CREATE TABLE none AS SELECT id AS key FROM t WITH NO DATA;
CREATE UNLOGGED TABLE renamed (a, b) AS SELECT id, name FROM t;
SELECT id INTO into_this FROM t;

-- expected:
-- column copy.id: int4
-- column copy.name: varchar(20)
-- column copy.shown: text
-- column into_this.id: int4
-- column none.key: int4
-- column renamed.a: int4
-- column renamed.b: varchar(20)
-- column star.id: int4
-- column star.name: varchar(20)
-- column star.price: numeric(6, 2)
-- column t.id: int4
-- column t.name: varchar(20)
-- column t.price: numeric(6, 2)
-- table copy: (id, name, shown), filled
-- table into_this: (id), filled
-- table none: (key)
-- table renamed: (a, b), filled, unlogged
-- table star: (id, name, price), filled
-- table t: (id, name, price)
