-- migration: 1_types.sql
CREATE TYPE address AS (street text, city text);
CREATE TABLE places OF address;
CREATE VIEW cities AS SELECT city FROM places;
CREATE TYPE parcel AS (weight int, goes_to address);
CREATE DOMAIN known_address AS address;
CREATE TABLE clients (id bigint PRIMARY KEY, lives known_address);
-- migration: 2_drop.sql
DROP TYPE address CASCADE; -- want drop-cascade: CASCADE also drops table `places`, view `cities`, type `known_address`, column `clients.lives` and attribute `parcel.goes_to`
