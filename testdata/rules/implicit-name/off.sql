CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, CHECK (email <> ''));
CREATE INDEX ON users (lower(email));
