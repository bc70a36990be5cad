-- migration: 1_tables.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE sessions (id bigint PRIMARY KEY);
CREATE TABLE tokens (id bigint PRIMARY KEY);
-- migration: 2_close.sql
ALTER TABLE users ENABLE ROW LEVEL SECURITY; -- want rls-without-policy: finds `users` and 2 more tables empty from here on
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE tokens ENABLE ROW LEVEL SECURITY;
