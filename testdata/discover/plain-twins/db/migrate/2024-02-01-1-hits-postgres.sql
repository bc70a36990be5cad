CREATE TABLE hits (id serial PRIMARY KEY);
