create table words (id text primary key);
