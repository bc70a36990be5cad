CREATE TABLE keys (id text, body blob);
