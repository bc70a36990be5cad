CREATE TABLE users (id bigint, email text, name text);
INSERT INTO users SELECT n, 'u' || n, 'n' FROM generate_series(1, 300000) AS n;
ANALYZE users;
-- case: rows share a key
INSERT INTO users VALUES (-1, 'u1', ''), (-2, 'u1', ''), (-3, NULL, ''), (-4, NULL, '');
-- flags: --read-rows
-- migration
ALTER TABLE users ADD CONSTRAINT users_email UNIQUE (email); -- want add-unique-without-index confirmed: 2 rows of `users` have a duplicate in (email): the statement fails with SQLSTATE 23505 -- want rows-may-violate confirmed: 2 rows
-- case: every key is its own
CREATE UNIQUE INDEX users_email_idx ON users (email);
-- flags: --read-rows
-- migration
ALTER TABLE users ADD CONSTRAINT users_email UNIQUE (email); -- want add-unique-without-index sized: the unique index users_email_idx can be taken over: USING INDEX -- want rows-may-violate refuted: no row of `users`
-- case: not allowed to look
-- role: stranger
-- flags: --read-rows
-- migration
CREATE UNIQUE INDEX CONCURRENTLY users_email_idx ON users (email); -- want rows-may-violate unknown: the role may not read `users`
-- case: a small table, and one that nobody counted
CREATE TABLE small AS SELECT id, email FROM users LIMIT 10; ANALYZE small; ALTER TABLE small ALTER COLUMN id SET NOT NULL;
CREATE TABLE fresh (id bigint NOT NULL, email text);
-- migration
ALTER TABLE small ADD CONSTRAINT small_email UNIQUE (email); -- want add-unique-without-index refuted: `small` has 10 rows
ALTER TABLE small ADD CONSTRAINT small_pkey PRIMARY KEY (id); -- want add-primary-key-without-index refuted: `small` has 10 rows
ALTER TABLE fresh ADD CONSTRAINT fresh_email UNIQUE (email); -- want add-unique-without-index unknown: `fresh` was never analyzed
ALTER TABLE fresh ADD CONSTRAINT fresh_pkey PRIMARY KEY (id); -- want add-primary-key-without-index unknown: `fresh` was never analyzed
-- case: a primary key over every row
-- flags: --read-rows
-- migration
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id); -- want add-primary-key-without-index sized: no row has a duplicate in (id)
-- case: a primary key that rows share
INSERT INTO users VALUES (1, 'again', '');
-- flags: --read-rows
-- migration
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id); -- want add-primary-key-without-index confirmed: 1 row of `users` has a duplicate in (id): the statement fails with SQLSTATE 23505
