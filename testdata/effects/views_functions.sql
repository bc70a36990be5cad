-- == view over view drop
CREATE VIEW v1 AS SELECT id, a FROM items;
CREATE VIEW v2 AS SELECT id FROM v1;
-- statement
DROP VIEW v1 CASCADE;
-- 12-18: ACCESS EXCLUSIVE v1, v2

-- == view over view select
CREATE VIEW v1 AS SELECT id, a FROM items;
CREATE VIEW v2 AS SELECT id FROM v1;
-- statement
SELECT * FROM v2;
-- 12-18: ACCESS SHARE items, v1, v2

-- == view over view create
CREATE VIEW v1 AS SELECT id, a FROM items;
-- statement
CREATE VIEW v2 AS SELECT id FROM v1;
-- 12-18: ACCESS SHARE v1

-- == view over view lock
CREATE VIEW v1 AS SELECT id, a FROM items;
CREATE VIEW v2 AS SELECT id FROM v1;
-- statement
LOCK TABLE v2 IN SHARE MODE;
-- 12-18: SHARE items, v1, v2

-- == view update
CREATE VIEW v1 AS SELECT id, a FROM items;
-- statement
UPDATE v1 SET a = 1 WHERE id = 3;
-- 12-18: ROW EXCLUSIVE items, v1

-- == view insert
CREATE VIEW v1 AS SELECT id, a FROM items;
-- statement
INSERT INTO v1 (id) VALUES (3);
-- 12-18: ROW EXCLUSIVE items, v1

-- == view insert over view
CREATE VIEW v1 AS SELECT id, a FROM items;
CREATE VIEW v2 AS SELECT id FROM v1;
-- statement
INSERT INTO v2 (id) VALUES (3);
-- 12-18: ROW EXCLUSIVE items, v1, v2

-- == view insert with a foreign key
CREATE VIEW v1 AS SELECT id, user_id AS buyer, total FROM orders;
-- statement
INSERT INTO v1 (buyer, total) VALUES (1, 5);
-- 12-18: ROW EXCLUSIVE orders, orders_id_seq, v1; ROW SHARE users

-- == view insert without the reference
CREATE VIEW v1 AS SELECT id, a FROM items;
CREATE VIEW v2 AS SELECT id AS number FROM v1;
-- statement
INSERT INTO v2 SELECT id FROM users;
-- 12-18: ROW EXCLUSIVE items, v1, v2; ACCESS SHARE users

-- == view merge [17-18]
CREATE VIEW v1 AS SELECT id, a FROM items;
-- statement
MERGE INTO v1 USING users u ON v1.id = u.id WHEN NOT MATCHED THEN INSERT (id) VALUES (u.id);
-- 17-18: ROW EXCLUSIVE items, v1; ACCESS SHARE users

-- == view select for update
CREATE VIEW v1 AS SELECT id, a FROM items;
-- statement
SELECT * FROM v1 FOR UPDATE;
-- 12-18: ROW SHARE items, v1

-- == view replace
-- statement
CREATE OR REPLACE VIEW active_users AS SELECT id, email FROM users WHERE age > 5;
-- 12-18: ACCESS EXCLUSIVE active_users; ACCESS SHARE users

-- == view replace bad
-- statement
CREATE OR REPLACE VIEW active_users AS SELECT id FROM users;
-- 12-18: refused 42P16 cannot drop columns from view

-- == view replace rename
-- statement
CREATE OR REPLACE VIEW active_users AS SELECT id, name FROM users;
-- 12-18: refused 42P16 cannot change name of view column "email" to "name"

-- == view replace star
CREATE VIEW v1 AS SELECT * FROM items;
-- statement
CREATE OR REPLACE VIEW v1 AS SELECT id, a, b FROM items;
-- 12-18: refused 42P16 cannot drop columns from view

-- == view alter opts
-- statement
ALTER VIEW active_users SET (security_barrier = true);
-- 12-18: ACCESS EXCLUSIVE active_users

-- == view rename
-- statement
ALTER VIEW active_users RENAME TO au;
-- 12-18: ACCESS EXCLUSIVE active_users

-- == view alter table rename
-- statement
ALTER TABLE active_users RENAME TO au;
-- 12-18: ACCESS EXCLUSIVE active_users

-- == view over part select
CREATE VIEW pv AS SELECT * FROM events;
-- statement
SELECT * FROM pv;
-- 12-18: ACCESS SHARE events, events_2023, events_2024, pv

-- == mv create
-- statement
CREATE MATERIALIZED VIEW mv AS SELECT * FROM active_users;
-- 12-18: ACCESS SHARE active_users, users

-- == mv create nodata
-- statement
CREATE MATERIALIZED VIEW mv AS SELECT * FROM active_users WITH NO DATA;
-- 12-18: ACCESS SHARE active_users

-- == mv over mv refresh
CREATE MATERIALIZED VIEW mv AS SELECT * FROM user_totals;
-- statement
REFRESH MATERIALIZED VIEW mv;
-- 12-18: ACCESS EXCLUSIVE mv; ACCESS SHARE user_totals; rewrites mv

-- == mv refresh
-- statement
REFRESH MATERIALIZED VIEW user_totals;
-- 12-18: ACCESS EXCLUSIVE user_totals, user_totals_idx; ACCESS SHARE orders, users; rewrites user_totals; builds user_totals_idx

-- == mv refresh conc no index
CREATE MATERIALIZED VIEW mv AS SELECT * FROM items;
-- statement
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;
-- 12-18: refused 55000 cannot refresh materialized view "public.mv" concurrently

-- == mv refresh conc unpop
CREATE MATERIALIZED VIEW mv AS SELECT * FROM items WITH NO DATA;
CREATE UNIQUE INDEX mvi ON mv (id);
-- statement
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;
-- 12-18: refused 0A000 CONCURRENTLY cannot be used when the materialized view is not populated

-- == mv refresh conc partial
CREATE MATERIALIZED VIEW mv AS SELECT * FROM items;
CREATE UNIQUE INDEX mvi ON mv (id) WHERE id > 0;
-- statement
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;
-- 12-18: refused 55000 cannot refresh materialized view "public.mv" concurrently

-- == mv over part refresh
CREATE MATERIALIZED VIEW mv AS SELECT * FROM events;
-- statement
REFRESH MATERIALIZED VIEW mv;
-- 12-18: ACCESS EXCLUSIVE mv; ACCESS SHARE events, events_2023, events_2024; rewrites mv

-- == mv rename
-- statement
ALTER MATERIALIZED VIEW user_totals RENAME TO ut;
-- 12-18: ACCESS EXCLUSIVE user_totals

-- == mv rename column
-- statement
ALTER MATERIALIZED VIEW user_totals RENAME COLUMN total TO t;
-- 12-18: ACCESS EXCLUSIVE user_totals

-- == mv set schema
CREATE SCHEMA s1;
-- statement
ALTER MATERIALIZED VIEW user_totals SET SCHEMA s1;
-- 12-18: ACCESS EXCLUSIVE user_totals

-- == mv owner
-- statement
ALTER MATERIALIZED VIEW user_totals OWNER TO app_owner;
-- 12-18: ACCESS EXCLUSIVE user_totals, user_totals_idx

-- == mv cluster
-- statement
ALTER MATERIALIZED VIEW user_totals CLUSTER ON user_totals_idx;
-- 12-18: SHARE UPDATE EXCLUSIVE user_totals, user_totals_idx

-- == mv column stats
-- statement
ALTER MATERIALIZED VIEW user_totals ALTER COLUMN total SET STATISTICS 5;
-- 12-18: SHARE UPDATE EXCLUSIVE user_totals

-- == mv comment
-- statement
COMMENT ON MATERIALIZED VIEW user_totals IS 'x';
-- 12-18: SHARE UPDATE EXCLUSIVE user_totals

-- == rule create
-- statement
CREATE RULE r AS ON INSERT TO users DO ALSO INSERT INTO items (id) VALUES (1);
-- 12-18: ACCESS EXCLUSIVE users; ROW EXCLUSIVE items

-- == rule drop
CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING;
-- statement
DROP RULE r ON users;
-- 12-18: ACCESS EXCLUSIVE users

-- == rule rename
CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING;
-- statement
ALTER RULE r ON users RENAME TO r2;
-- 12-18: ACCESS EXCLUSIVE users

-- == rule replace
CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING;
-- statement
CREATE OR REPLACE RULE r AS ON DELETE TO users DO INSTEAD NOTHING;
-- 12-18: ACCESS EXCLUSIVE users

-- == policy subquery
-- statement
CREATE POLICY p2 ON docs USING (id IN (SELECT id FROM items));
-- 12-18: ACCESS EXCLUSIVE docs; ACCESS SHARE items

-- == policy drop
-- statement
DROP POLICY docs_owner ON docs;
-- 12-18: ACCESS EXCLUSIVE docs

-- == policy drop missing
-- statement
DROP POLICY IF EXISTS nope ON docs;
-- 12-18: nothing

-- == policy drop unseen
DO $$ BEGIN EXECUTE format('CREATE POLICY %I ON docs USING (true)', 'unseen'); END $$;
-- statement
DROP POLICY unseen ON docs;
-- 12-18: ACCESS EXCLUSIVE docs

-- == trigger drop unseen
DO $$ BEGIN EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', 'unseen'); END $$;
-- statement
DROP TRIGGER unseen ON orders;
-- 12-18: ACCESS EXCLUSIVE orders

-- == policy roles
-- statement
ALTER POLICY docs_owner ON docs TO app_user;
-- 12-18: ACCESS EXCLUSIVE docs

-- == trigger instead
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW;
END';
-- statement
CREATE TRIGGER tr INSTEAD OF INSERT ON active_users FOR EACH ROW EXECUTE FUNCTION tf();
-- 12-18: SHARE ROW EXCLUSIVE active_users

-- == trigger stmt part
-- statement
CREATE TRIGGER tr AFTER INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION touch();
-- 12-18: SHARE ROW EXCLUSIVE events

-- == trigger inh
-- statement
CREATE TRIGGER tr AFTER INSERT ON parent_t FOR EACH ROW EXECUTE FUNCTION touch();
-- 12-18: SHARE ROW EXCLUSIVE parent_t

-- == trigger comment
-- statement
COMMENT ON TRIGGER orders_touch ON orders IS 'x';
-- 12-18: ACCESS SHARE orders

-- == trigger depends
CREATE EXTENSION citext;
-- statement
ALTER TRIGGER orders_touch ON orders DEPENDS ON EXTENSION citext;
-- 12-18: ACCESS SHARE orders

-- == trigger enable always
-- statement
ALTER TABLE orders ENABLE ALWAYS TRIGGER orders_touch;
-- 12-18: SHARE ROW EXCLUSIVE orders

-- == trigger disable only part
CREATE TRIGGER tr AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();
-- statement
ALTER TABLE ONLY events DISABLE TRIGGER tr;
-- 12-18: SHARE ROW EXCLUSIVE events

-- == fn drop trigger cascade
-- statement
DROP FUNCTION touch() CASCADE;
-- 12-18: ACCESS EXCLUSIVE orders

-- == fn drop restrict
-- statement
DROP FUNCTION touch();
-- 12-18: refused 2BP01 cannot drop function touch() because other objects depend on it

-- == fn replace
-- statement
CREATE OR REPLACE FUNCTION vol() RETURNS int LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN 8; END $$;
-- 12-18: nothing

-- == fn replace bad
-- statement
CREATE OR REPLACE FUNCTION vol() RETURNS text LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN 8; END $$;
-- 12-18: refused 42P13 cannot change return type of existing function

-- == fn replace param name
-- statement
CREATE OR REPLACE FUNCTION add_one(j int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT j + 1';
-- 12-18: refused 42P13 cannot change name of input parameter "i"

-- == fn sql insert
-- statement
CREATE FUNCTION fi() RETURNS void LANGUAGE sql AS 'INSERT INTO items (id) VALUES (1)';
-- 12-18: ROW EXCLUSIVE items

-- == fn sql view
-- statement
CREATE FUNCTION fi() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM active_users';
-- 12-18: ACCESS SHARE active_users, users

-- == fn sql part
-- statement
CREATE FUNCTION fi() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM events';
-- 12-18: ACCESS SHARE events

-- == fn sql ddl
-- statement
CREATE FUNCTION fi() RETURNS void LANGUAGE sql AS 'TRUNCATE items';
-- 12-18: nothing

-- == fn sql update
-- statement
CREATE FUNCTION fi() RETURNS void LANGUAGE sql AS 'UPDATE items SET a = u.id FROM users u';
-- 12-18: ROW EXCLUSIVE items; ACCESS SHARE users

-- == fn atomic [14-18]
-- statement
CREATE FUNCTION fi() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM active_users);
-- 14-18: ACCESS SHARE active_users, users

-- == fn call plpgsql
CREATE FUNCTION fp() RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE items SET a = 1;
PERFORM 1 FROM users;
END $$;
-- statement
SELECT fp();
-- 12-18: ROW EXCLUSIVE items; ACCESS SHARE users

-- == fn call sql
CREATE FUNCTION fp() RETURNS void LANGUAGE sql AS $$ ALTER TABLE items ADD COLUMN zz int $$;
-- statement
SELECT fp();
-- 12-18: ACCESS EXCLUSIVE items

-- == proc call
CREATE PROCEDURE fp() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM items;
END $$;
-- statement
CALL fp();
-- 12-18: ROW EXCLUSIVE items

-- == do alter
-- statement
DO $$ BEGIN ALTER TABLE items ADD COLUMN zz int; CREATE INDEX zi ON items (zz); END $$;
-- 12-18: ACCESS EXCLUSIVE items; builds zi

-- == do perform
-- statement
DO $$ BEGIN PERFORM count(*) FROM users; END $$;
-- 12-18: ACCESS SHARE users

-- == do for loop
-- statement
DO $$ DECLARE r record; BEGIN FOR r IN SELECT id FROM users LOOP UPDATE items SET a = r.id WHERE id = r.id; END LOOP; END $$;
-- 12-18: ROW EXCLUSIVE items; ACCESS SHARE users

-- == do execute
-- statement
DO $$ BEGIN EXECUTE 'ALTER TABLE items ADD COLUMN zz int'; EXECUTE format('ALTER TABLE %I ADD COLUMN zy int', 'items'); END $$;
-- 12-18: ACCESS EXCLUSIVE items

-- == replace function with another result
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- statement
CREATE OR REPLACE FUNCTION f(a int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
-- 12-18: refused 42P13 cannot change return type of existing function

-- == replace function with another parameter name
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- statement
CREATE OR REPLACE FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- 12-18: refused 42P13 cannot change name of input parameter "a"

-- == replace function without its default
CREATE FUNCTION f(a int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- statement
CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- 12-18: refused 42P13 cannot remove parameter defaults from existing function

-- == replace function by a procedure
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- statement
CREATE OR REPLACE PROCEDURE f(a int) LANGUAGE sql AS 'SELECT 1';
-- 12-18: refused 42809 cannot change routine kind

-- == replace function with other columns
CREATE FUNCTION f() RETURNS TABLE (a int, b int) LANGUAGE sql AS 'SELECT 1, 2';
-- statement
CREATE OR REPLACE FUNCTION f() RETURNS TABLE (a int, c int) LANGUAGE sql AS 'SELECT 1, 2';
-- 12-18: refused 42P13 cannot change return type of existing function

-- == replace function with one column named otherwise
CREATE FUNCTION f() RETURNS TABLE (a int) LANGUAGE sql AS 'SELECT 1';
-- statement
CREATE OR REPLACE FUNCTION f() RETURNS TABLE (b int) LANGUAGE sql AS 'SELECT 1';
-- 12-18: nothing

-- == replace function with a precise number
CREATE FUNCTION f() RETURNS numeric LANGUAGE sql AS 'SELECT 1.0';
-- statement
CREATE OR REPLACE FUNCTION f() RETURNS numeric(10,2) LANGUAGE sql AS 'SELECT 1.0';
-- 12-18: nothing

-- == function that is there
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- statement
CREATE FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- 12-18: refused 42723 function "f" already exists with same argument types
