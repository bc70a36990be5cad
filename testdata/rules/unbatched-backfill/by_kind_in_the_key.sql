-- migration: 1_catalog.sql
CREATE TABLE titles (type text, source text, id text, adult boolean, PRIMARY KEY (type, source, id));
CREATE TABLE labels (type text, word text, shown boolean, PRIMARY KEY (type, word));
-- migration: 2_adult.sql
DELETE FROM titles WHERE type = 'movie' AND adult; -- want unbatched-backfill: deletes every row of `titles` that matches
DELETE FROM titles WHERE type = 'movie' AND source = 'imdb' AND id = 'tt42';
DELETE FROM labels WHERE type = 'movie' AND NOT shown;
