-- A migration that puts rows elsewhere and drops the table in one go: what it leaves behind is lost, and running code fails.
CREATE TABLE creds (id serial PRIMARY KEY, slot text NOT NULL, secret text NOT NULL);
CREATE TABLE mp (id serial PRIMARY KEY, slot text);
CREATE TABLE notes (id serial PRIMARY KEY, body text);
CREATE TABLE remarks (id serial PRIMARY KEY, body text);
CREATE TABLE carts (id serial PRIMARY KEY, state text, day date);
CREATE TABLE clicks (id bigint PRIMARY KEY, visitor bigint, note text);
CREATE TABLE click_counts (visitor bigint, clicks bigint);
-- migration: 2_credentials.sql
UPDATE mp SET slot = c.slot FROM creds c WHERE c.id = mp.id;
DROP TABLE creds; -- want drop-without-archive: destroys the values of `creds.secret`, and running code that still uses the table fails from here on$
-- migration: 3_notes.sql
INSERT INTO remarks (body) SELECT n.body FROM notes n;
DROP TABLE notes; -- want drop-without-archive: running code that still uses `notes` fails from here on$
-- migration: 4_same_name.sql
CREATE TABLE new_carts (id serial PRIMARY KEY, state text);
INSERT INTO new_carts (id, state) SELECT id, state FROM carts;
DROP TABLE carts;
ALTER TABLE new_carts RENAME TO carts;
-- migration: 5_renamed_here.sql
ALTER TABLE carts RENAME TO carts_old;
CREATE TABLE carts (id serial PRIMARY KEY, state text);
INSERT INTO carts (id, state) SELECT id, state FROM carts_old;
DROP TABLE carts_old;
CREATE TABLE all_texts (body text);
INSERT INTO all_texts SELECT body FROM remarks;
INSERT INTO all_texts SELECT slot FROM mp;
DROP TABLE remarks; -- want drop-without-archive: queries of running code on `remarks` and `mp` fail from here on$
DROP TABLE mp;
-- migration: 6_counts.sql
INSERT INTO click_counts SELECT visitor, count(*) FROM clicks GROUP BY visitor;
DROP TABLE clicks; -- want drop-without-archive: destroys the values of `clicks.id` and `clicks.note`
