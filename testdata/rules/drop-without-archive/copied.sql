-- migration: 20230105100000_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, kind text);
CREATE TABLE events (id bigint PRIMARY KEY);
CREATE TABLE visits (id bigint PRIMARY KEY, page text);
CREATE TABLE pages (name text PRIMARY KEY);
CREATE TABLE logs (id bigint PRIMARY KEY);
-- migration: 20240101100000_rebuild.sql
CREATE TABLE orders_new (id bigint PRIMARY KEY, kind integer);
INSERT INTO orders_new SELECT id, length(kind) FROM orders;
DROP TABLE orders;
ALTER TABLE orders_new RENAME TO orders;
CREATE TABLE archive.events AS SELECT * FROM events;
DROP TABLE events; -- want drop-without-archive: queries of running code on `events` and `logs` fail from here on$
WITH moved AS (DELETE FROM logs RETURNING id) INSERT INTO old_logs SELECT id FROM moved;
DROP TABLE logs;
INSERT INTO pages SELECT v.page FROM visits v JOIN orders o ON o.id = v.id LIMIT 10;
-- migration: 20240201100000_visits.sql
DROP TABLE visits; -- want drop-without-archive: destroys `visits`
