-- A statement that says again what is so changes nothing.
-- migration: 1_hooks.sql
CREATE TABLE hooks (id bigint PRIMARY KEY);
ALTER TABLE hooks ENABLE ROW LEVEL SECURITY;
-- migration: 2_again.sql
CREATE TABLE IF NOT EXISTS hooks (id bigint PRIMARY KEY);
ALTER TABLE hooks ENABLE ROW LEVEL SECURITY;
