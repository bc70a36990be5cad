CREATE TABLE members (id bigint PRIMARY KEY, email text NOT NULL);
ALTER TABLE members ADD UNIQUE (email);
CREATE TEMP TABLE picked (id bigint);
ALTER TABLE picked ADD UNIQUE (id);
