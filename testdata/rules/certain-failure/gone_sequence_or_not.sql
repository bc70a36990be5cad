-- A sequence that is there again, one that is looked up by its text when it is called, and one that nobody made here.
-- migration: 001_init.sql
CREATE TABLE orders (id serial PRIMARY KEY);
CREATE TABLE visits (id serial PRIMARY KEY);
-- migration: 002_drop.sql
DROP TABLE orders;
DROP TABLE visits;
CREATE SEQUENCE orders_id_seq;
-- migration: 003_again.sql
CREATE TABLE orders (id int DEFAULT nextval('orders_id_seq'::regclass));
CREATE TABLE visits (id int DEFAULT nextval('visits_id_seq'::text));
CREATE TABLE others (id int DEFAULT nextval('somebodys_seq'::regclass));
-- migration: 004_serial.sql
CREATE TABLE visits2 (id int DEFAULT nextval(('visits_id_seq'::text)::regclass));
DROP TABLE visits;
CREATE TABLE visits (id bigserial, other bigint DEFAULT nextval('visits_id_seq'));
