-- migration: 1_roles.sql
CREATE USER explorer;
CREATE ROLE reader;
CREATE ROLE writer;
CREATE ROLE viewer;
CREATE ROLE owner;
CREATE ROLE idle;
CREATE ROLE perhaps;
CREATE TABLE orders (id serial PRIMARY KEY, note text);
CREATE TABLE items (id bigint PRIMARY KEY);
GRANT SELECT ON orders TO explorer;
GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO explorer;
GRANT SELECT ON orders TO reader, writer;
GRANT SELECT ON items TO viewer;
CREATE TABLE owned (id bigint PRIMARY KEY);
ALTER TABLE owned OWNER TO owner;
DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_database WHERE datname = 'live') THEN GRANT SELECT ON orders TO perhaps; END IF; END $$;
-- migration: 2_drop.sql
DROP USER explorer; -- want certain-failure: fails: role "explorer" cannot be dropped because some objects depend on it
REVOKE ALL ON orders FROM reader;
DROP ROLE reader;
DROP OWNED BY writer;
DROP ROLE writer;
DROP TABLE items;
DROP ROLE viewer;
DROP ROLE idle, perhaps;
DROP ROLE owner; -- want certain-failure: help: give away first what it owns, and take its rights back:\nREASSIGN OWNED BY owner TO …;\nDROP OWNED BY owner;
-- migration: 3_again.sql
DROP ROLE IF EXISTS explorer; -- want certain-failure: help: take its rights back first:\nREVOKE ALL ON orders, orders_id_seq FROM explorer;
