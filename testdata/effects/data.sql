-- == select part pruned
-- statement
SELECT * FROM events WHERE created_at = '2023-05-05';
-- 12-18: ACCESS SHARE events, events_2023

-- == select part range
-- statement
SELECT * FROM events WHERE created_at >= '2024-01-01';
-- 12-18: ACCESS SHARE events, events_2024

-- == select part date cast
-- statement
SELECT * FROM events WHERE created_at >= DATE '2024-01-01';
-- 12-18: ACCESS SHARE events, events_2024

-- == select part fn
-- statement
SELECT * FROM events WHERE created_at >= now();
-- 12-18: ACCESS SHARE events, events_2023, events_2024

-- == select part kind
-- statement
SELECT * FROM events WHERE kind = 'k';
-- 12-18: ACCESS SHARE events, events_2023, events_2024

-- == update part pruned
-- statement
UPDATE events SET val = 2 WHERE created_at = '2023-05-05';
-- 12-18: ROW EXCLUSIVE events, events_2023

-- == delete part pruned
-- statement
DELETE FROM events WHERE created_at < '2023-05-05';
-- 12-18: ROW EXCLUSIVE events, events_2023

-- == delete inh
-- statement
DELETE FROM parent_t WHERE id = 3;
-- 12-18: ROW EXCLUSIVE child_t, parent_t

-- == delete only inh
-- statement
DELETE FROM ONLY parent_t WHERE id = 3;
-- 12-18: ROW EXCLUSIVE parent_t

-- == update only part
-- statement
UPDATE ONLY parent_t SET v = 'x';
-- 12-18: ROW EXCLUSIVE parent_t

-- == insert users
-- statement
INSERT INTO users (email) VALUES ('zz');
-- 12-18: ROW EXCLUSIVE users, users_id_seq

-- == insert users returning
-- statement
INSERT INTO users (email) VALUES ('zz') RETURNING id;
-- 12-18: ROW EXCLUSIVE users, users_id_seq

-- == insert explicit id
-- statement
INSERT INTO users (id, email) VALUES (90000, 'zz');
-- 12-18: ROW EXCLUSIVE users

-- == insert default values
CREATE TABLE dv (id serial, a int);
-- statement
INSERT INTO dv DEFAULT VALUES;
-- 12-18: ROW EXCLUSIVE dv, dv_id_seq

-- == insert select
-- statement
INSERT INTO items (id, a) SELECT id, age FROM users;
-- 12-18: ROW EXCLUSIVE items; ACCESS SHARE users

-- == insert no cols
-- statement
INSERT INTO orders VALUES (90000, 5, 1);
-- 12-18: ROW EXCLUSIVE orders; ROW SHARE users

-- == insert on conflict
-- statement
INSERT INTO docs (id, owner) VALUES (5, 'x') ON CONFLICT (id) DO UPDATE SET owner = 'y';
-- 12-18: ROW EXCLUSIVE docs

-- == insert on conflict nothing
-- statement
INSERT INTO docs (id, owner) VALUES (5, 'x') ON CONFLICT DO NOTHING;
-- 12-18: ROW EXCLUSIVE docs

-- == insert null fk
CREATE TABLE cf (u int REFERENCES users, x int);
-- statement
INSERT INTO cf (x) VALUES (1);
-- 12-18: ROW EXCLUSIVE cf

-- == update pk referenced
CREATE TABLE rp (id int primary key);
CREATE TABLE rc (r int REFERENCES rp);
INSERT INTO rp VALUES (1);
-- statement
UPDATE rp SET id = 2;
-- 12-18: ROW EXCLUSIVE rp; ROW SHARE rc

-- == delete referenced
CREATE TABLE rp (id int primary key);
CREATE TABLE rc (r int REFERENCES rp);
INSERT INTO rp VALUES (1);
-- statement
DELETE FROM rp;
-- 12-18: ROW EXCLUSIVE rp; ROW SHARE rc

-- == delete referenced cascade
CREATE TABLE rp (id int primary key);
CREATE TABLE rc (r int REFERENCES rp ON DELETE CASCADE);
INSERT INTO rp VALUES (1);
INSERT INTO rc VALUES (1);
-- statement
DELETE FROM rp;
-- 12-18: ROW EXCLUSIVE rc, rp

-- == delete referenced set null
CREATE TABLE rp (id int primary key);
CREATE TABLE rc (r int REFERENCES rp ON DELETE SET NULL);
INSERT INTO rp VALUES (1);
INSERT INTO rc VALUES (1);
-- statement
DELETE FROM rp;
-- 12-18: ROW EXCLUSIVE rc, rp

-- == delete cascade two levels
CREATE TABLE rp (id int primary key);
CREATE TABLE rc (id int primary key REFERENCES rp ON DELETE CASCADE);
CREATE TABLE rd (r int REFERENCES rc ON DELETE CASCADE);
INSERT INTO rp VALUES (1);
INSERT INTO rc VALUES (1);
-- statement
DELETE FROM rp;
-- 12-18: ROW EXCLUSIVE rc, rd, rp

-- == cte write
-- statement
WITH x AS (DELETE FROM items WHERE id = 1 RETURNING id) INSERT INTO docs (id) SELECT id + 100000 FROM x;
-- 12-18: ROW EXCLUSIVE docs, items

-- == cte read
-- statement
WITH x AS (SELECT id FROM users) UPDATE items SET a = x.id FROM x WHERE items.id = x.id;
-- 12-18: ROW EXCLUSIVE items; ACCESS SHARE users

-- == subselect for update
-- statement
SELECT * FROM (SELECT id FROM users FOR UPDATE) s;
-- 12-18: ROW SHARE users

-- == for update of
-- statement
SELECT * FROM users u JOIN orders o ON o.user_id = u.id FOR UPDATE OF o;
-- 12-18: ROW SHARE orders; ACCESS SHARE users

-- == for share part
-- statement
SELECT * FROM events FOR SHARE;
-- 12-18: ROW SHARE events, events_2023, events_2024

-- == copy to
-- statement
COPY items TO '/dev/null';
-- 12: nothing
-- 13-18: ACCESS SHARE items

-- == copy query
-- statement
COPY (SELECT * FROM users) TO '/dev/null';
-- 12-18: ACCESS SHARE users

-- == copy to part
-- statement
COPY (SELECT * FROM events) TO '/dev/null';
-- 12-18: ACCESS SHARE events, events_2023, events_2024

-- == merge insert [15-18]
-- statement
MERGE INTO docs d USING users u ON d.id = u.id WHEN NOT MATCHED THEN INSERT (id) VALUES (u.id + 100000);
-- 15-18: ROW EXCLUSIVE docs; ACCESS SHARE users

-- == trigger body
CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO items (id) VALUES (NEW.id);
RETURN NEW;
END $$;
CREATE TRIGGER au AFTER INSERT ON docs FOR EACH ROW EXECUTE FUNCTION audit();
-- statement
INSERT INTO docs (id) VALUES (999999);
-- 12-18: ROW EXCLUSIVE docs, items

-- == truncate self ref
CREATE TABLE sr (id int primary key, p int REFERENCES sr);
-- statement
TRUNCATE sr;
-- 12-18: ACCESS EXCLUSIVE sr, sr_pkey; empties sr, sr_pkey

-- == truncate referenced
-- statement
TRUNCATE users;
-- 12-18: refused 0A000 cannot truncate a table referenced in a foreign key constraint

-- == truncate both
-- statement
TRUNCATE users, orders;
-- 12-18: ACCESS EXCLUSIVE orders, orders_pkey, orders_user_id_idx, users, users_age_idx, users_email_key, users_name_idx, users_pkey; empties orders, orders_pkey, orders_user_id_idx, users, users_age_idx, users_email_key, users_name_idx, users_pkey

-- == truncate inh
-- statement
TRUNCATE parent_t;
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t; empties child_t, parent_t

-- == truncate identity restart
-- statement
TRUNCATE users RESTART IDENTITY CASCADE;
-- 12-18: ACCESS EXCLUSIVE orders, orders_id_seq, orders_pkey, orders_user_id_idx, users, users_age_idx, users_email_key, users_id_seq, users_name_idx, users_pkey; empties orders, orders_id_seq, orders_pkey, orders_user_id_idx, users, users_age_idx, users_email_key, users_id_seq, users_name_idx, users_pkey

-- == lock part
-- statement
LOCK TABLE events IN SHARE ROW EXCLUSIVE MODE;
-- 12-18: SHARE ROW EXCLUSIVE events, events_2023, events_2024

-- == lock inh
-- statement
LOCK TABLE parent_t;
-- 12-18: ACCESS EXCLUSIVE child_t, parent_t

-- == lock view
-- statement
LOCK TABLE active_users IN ACCESS SHARE MODE;
-- 12-18: ACCESS SHARE active_users, users

-- == lock seq view mat
-- statement
LOCK TABLE items, users IN ROW EXCLUSIVE MODE;
-- 12-18: ROW EXCLUSIVE items, users

-- == table
-- statement
TABLE users;
-- 12-18: ACCESS SHARE users

-- == exists
-- statement
SELECT EXISTS (SELECT 1 FROM users WHERE id = 5);
-- 12-18: ACCESS SHARE users

-- == select into
-- statement
SELECT * INTO nt FROM active_users;
-- 12-18: ACCESS SHARE active_users, users

-- == ctas
-- statement
CREATE TABLE nt AS SELECT * FROM events;
-- 12-18: ACCESS SHARE events, events_2023, events_2024

-- == create temp as
-- statement
CREATE TEMP TABLE nt AS SELECT * FROM parent_t;
-- 12-18: ACCESS SHARE child_t, parent_t

-- == tx create then fk
-- statement
CREATE TABLE nt (id int primary key, u int);
ALTER TABLE nt ADD FOREIGN KEY (u) REFERENCES users;
CREATE INDEX nti ON nt (u);
-- 12-18: SHARE ROW EXCLUSIVE users

-- == tx not valid validate
-- statement
ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES users NOT VALID;
ALTER TABLE items VALIDATE CONSTRAINT fk;
-- 12-18: SHARE ROW EXCLUSIVE items, users; scans items

-- == tx index then alter
-- statement
CREATE INDEX ii ON items (a);
ALTER TABLE items ADD COLUMN z int;
UPDATE items SET z = 1;
-- 12-18: ACCESS EXCLUSIVE items; builds ii

-- == tx rename and add
-- statement
ALTER TABLE items RENAME TO things;
ALTER TABLE things ADD COLUMN z int;
DROP INDEX users_age_idx;
-- 12-18: ACCESS EXCLUSIVE items, users, users_age_idx

-- == update in with
-- statement
WITH changed AS (UPDATE users SET age = 1 RETURNING id) SELECT count(*) FROM changed;
-- 12-18: ROW EXCLUSIVE users

-- == delete in with
-- statement
WITH gone AS (DELETE FROM orders RETURNING id) SELECT count(*) FROM gone;
-- 12-18: ROW EXCLUSIVE orders

-- == insert in with
-- statement
WITH new AS (INSERT INTO orders (user_id, total) SELECT id, 1 FROM users RETURNING id) SELECT count(*) FROM new;
-- 12-18: ROW EXCLUSIVE orders, orders_id_seq; ROW SHARE users
