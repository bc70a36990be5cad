-- A time with a zone and one without are equal or not as the session's TimeZone says.
-- migration: 1_slots.sql
CREATE TABLE slots (id bigint, at timestamptz, PRIMARY KEY (id, at));
CREATE TABLE local (at timestamp PRIMARY KEY);
CREATE TABLE a (id bigint, at timestamp(3), FOREIGN KEY (id, at) REFERENCES slots (id, at)); -- want fk-type-mismatch: `a.at` is timestamp(3), and `slots.at`, which it points at, is timestamptz: which row it points at depends on the TimeZone of the session that writes it, and it cannot point at a time with more than 3 places of a second$
CREATE TABLE b (at timestamptz REFERENCES local); -- want fk-type-mismatch: which row it points at depends on the TimeZone of the session that writes it$
CREATE TABLE c (id bigint, at date, FOREIGN KEY (id, at) REFERENCES slots (id, at)); -- want fk-type-mismatch: session that writes it, and it holds no time of day$
CREATE TABLE d (at date REFERENCES local); -- want fk-type-mismatch: each comparison casts one of them
