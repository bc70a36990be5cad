create table if not exists history (id text primary key, command text not null);
