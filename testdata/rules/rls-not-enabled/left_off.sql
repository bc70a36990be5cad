-- migration: 1_shop.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE TABLE notes (id bigint PRIMARY KEY); -- want rls-not-enabled: 2 of the 3 other tables of `public` have it
CREATE TABLE private.secrets (id bigint PRIMARY KEY);
-- migration: 2_more.sql
CREATE TABLE tags (id bigint PRIMARY KEY);
ALTER TABLE tags ENABLE ROW LEVEL SECURITY;
CREATE TABLE IF NOT EXISTS votes AS SELECT 1 AS id; -- want rls-not-enabled: whoever may read `votes` reads every row
