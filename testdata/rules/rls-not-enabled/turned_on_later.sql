-- migration: 1_shop.sql
CREATE TABLE accounts (id bigint PRIMARY KEY);
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE TEMP TABLE scratch (id bigint);
CREATE TABLE dropped (id bigint);
-- migration: 2_more.sql
ALTER TABLE notes RENAME TO remarks;
ALTER TABLE remarks ENABLE ROW LEVEL SECURITY;
DROP TABLE dropped;
