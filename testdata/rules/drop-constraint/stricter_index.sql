-- migration: 1_crates.sql
CREATE TABLE crates (id bigint PRIMARY KEY, name text NOT NULL CONSTRAINT crates_name_key UNIQUE, owner bigint, CONSTRAINT owned UNIQUE (owner, name));
CREATE TABLE users (id bigint PRIMARY KEY, login text NOT NULL CONSTRAINT users_login_key UNIQUE, gone boolean);
-- migration: 2_case.sql
ALTER TABLE crates DROP CONSTRAINT crates_name_key;
CREATE UNIQUE INDEX crates_lower_name ON crates (lower(name));
ALTER TABLE crates DROP CONSTRAINT owned;
ALTER TABLE users DROP CONSTRAINT users_login_key; -- want drop-constraint: duplicates can be written from now on
CREATE UNIQUE INDEX users_lower_login ON users (lower(login)) WHERE NOT gone;
