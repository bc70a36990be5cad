CREATE TABLE files (id bigint PRIMARY KEY, blob bytea NOT NULL);
