-- What only counts rows, or touches a time, or gives them the default, keeps nothing of a column.
-- migration: 001_a.sql
CREATE TABLE users (id bigint PRIMARY KEY, banned boolean, hidden boolean, gone boolean, admin boolean, messages jsonb, flags jsonb, role text DEFAULT 'user', updated_at timestamptz, n bigint);
CREATE TABLE stats (what text, n bigint);
-- migration: 002_b.sql
UPDATE users SET updated_at = now() WHERE banned;
ALTER TABLE users DROP COLUMN banned; -- want drop-without-archive: destroys the values of `users.banned`
INSERT INTO stats SELECT 'hidden', count(*) FROM users WHERE hidden;
ALTER TABLE users DROP COLUMN hidden; -- want drop-without-archive: destroys the values of `users.hidden`
UPDATE users SET role = 'user' WHERE gone;
ALTER TABLE users DROP COLUMN gone; -- want drop-without-archive: destroys the values of `users.gone`
INSERT INTO stats SELECT 'm', count(*) FROM users u, jsonb_array_elements(u.messages) AS p;
ALTER TABLE users DROP COLUMN messages; -- want drop-without-archive: destroys the values of `users.messages`
UPDATE users SET n = q.n FROM (SELECT count(flags) AS n FROM users) q;
ALTER TABLE users DROP COLUMN flags; -- want drop-without-archive: destroys the values of `users.flags`
UPDATE users SET role = 'admin' WHERE admin;
ALTER TABLE users DROP COLUMN admin; -- want drop-without-archive: running code that still reads or writes `users.admin`
