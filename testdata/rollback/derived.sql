-- migration: 1_views.up.sql
CREATE TABLE posts (id bigint PRIMARY KEY, title text);
CREATE VIEW post_view AS SELECT p.* FROM posts p;
CREATE TABLE post_fast AS SELECT *, md5(title) AS digest FROM post_view;
ALTER TABLE post_fast ADD PRIMARY KEY (id);
CREATE VIEW post_fast_view AS SELECT * FROM post_fast;
CREATE FUNCTION refresh() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM post_fast; RETURN NULL; END $$;
CREATE TRIGGER refresh_posts AFTER INSERT ON posts FOR EACH ROW EXECUTE FUNCTION refresh();
ALTER FUNCTION refresh() RENAME TO refresh_fast;
-- migration: 1_views.down.sql
DROP TABLE posts CASCADE;
-- migration: 2_slim.up.sql
DROP TRIGGER refresh_posts ON posts;
DROP FUNCTION refresh_fast();
DROP VIEW post_view;
DROP VIEW post_fast_view;
DROP TABLE post_fast;
CREATE TABLE scratch AS SELECT title FROM posts;
ALTER TABLE posts DROP COLUMN title;
ALTER TABLE posts ADD COLUMN body text;
CREATE VIEW post_view AS SELECT p.* FROM posts p;
DROP TABLE scratch;
