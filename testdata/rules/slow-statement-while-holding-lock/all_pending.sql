-- config: layout = "node-pg-migrate"
-- migration: 1700000000001_a.sql
-- Up Migration
CREATE TABLE members (id bigint PRIMARY KEY);
CREATE TABLE spaces (id bigint PRIMARY KEY);
-- migration: 1700000000002_b.sql
-- Up Migration
ALTER TABLE members ADD COLUMN role bigint;
CREATE TABLE roles (space bigint);
INSERT INTO roles SELECT id FROM spaces; -- want slow-statement-while-holding-lock: help: let the lock go first: put the slow statement in a migration that is deployed later
