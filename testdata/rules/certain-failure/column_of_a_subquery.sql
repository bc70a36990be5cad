-- migration: 1_shop.sql
CREATE TABLE goods (id integer CONSTRAINT goods_pkey PRIMARY KEY, kind text);
CREATE TABLE orders (id integer CONSTRAINT orders_pkey PRIMARY KEY, goods_id integer, code text, owner integer, kind integer);
CREATE POLICY of_goods ON orders USING (goods_id IN (SELECT id FROM goods));
CREATE POLICY of_kind ON orders USING (EXISTS (SELECT FROM goods g WHERE g.kind = 'a'));
CREATE POLICY of_owner ON orders USING (EXISTS (SELECT FROM goods WHERE goods.id = owner));
CREATE TABLE parts (a integer, b integer);
CREATE POLICY of_others ON parts USING (EXISTS (SELECT FROM parts others WHERE others.a = 1));
CREATE FUNCTION kinds() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(goods.id) FROM goods JOIN orders ON goods.kind = orders.code; END;
-- migration: 2_types.sql
ALTER TABLE orders ALTER COLUMN kind TYPE text;
-- migration: 3_not_this_one.sql
ALTER TABLE orders ALTER COLUMN owner TYPE text; -- want certain-failure: cannot alter type of a column used in a policy definition
-- migration: 4_nor_this_one.sql
ALTER TABLE parts ALTER COLUMN a TYPE bigint; -- want certain-failure: cannot alter type of a column used in a policy definition
-- migration: 5_id.sql
ALTER TABLE orders ALTER COLUMN id TYPE bigint;
-- migration: 6_of_the_function.sql
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20); -- want certain-failure: cannot alter type of a column used by a function or procedure
-- migration: 7_dropped.sql
ALTER TABLE orders DROP COLUMN id;
-- migration: 8_not_dropped.sql
ALTER TABLE orders DROP COLUMN owner; -- want certain-failure: cannot drop column owner of table orders because other objects depend on it
