CREATE TABLE records (id text PRIMARY KEY, data blob NOT NULL);
