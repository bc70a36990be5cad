-- config: layout = "golang-migrate"
-- migration: 1_base.up.sql
CREATE TABLE media (id int PRIMARY KEY);
CREATE TABLE users (id int PRIMARY KEY, media_id int, CONSTRAINT users_media FOREIGN KEY (media_id) REFERENCES media (id));
CREATE INDEX users_media_idx ON users (media_id);
-- migration: 1_base.down.sql
DROP TABLE users;
DROP TABLE media;
-- migration: 2_cascade.up.sql
SELECT 1;
-- migration: 2_cascade.down.sql
ALTER TABLE users DROP CONSTRAINT users_media, ADD CONSTRAINT users_media FOREIGN KEY (media_id) REFERENCES media (id); -- want rollback-unsafe-lock: blocks every read and write to `users` and `media` while
