-- migration: Cargo.toml
[dependencies]
sqlx = "0.8"
-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE states (id bigint PRIMARY KEY);
CREATE TABLE teams (id bigint PRIMARY KEY);
-- migration: 2_more.sql
CREATE TABLE notes (id bigint PRIMARY KEY, team_id bigint UNIQUE REFERENCES teams (id));
ALTER TABLE users ADD COLUMN name text;
ALTER TABLE states ADD COLUMN name text;
