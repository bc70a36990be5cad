-- Without a tool, files of one number are one release: what the first makes nobody uses when the next one runs.
-- config: layout = "plain"
-- migration: 20.all.sql
CREATE TABLE artists (id bigint PRIMARY KEY);
CREATE TABLE series (id bigint PRIMARY KEY, artist_id bigint);
-- migration: 20.master.sql
ALTER TABLE series ADD CONSTRAINT series_artist_fkey FOREIGN KEY (artist_id) REFERENCES artists (id);
-- migration: 21.all.sql
ALTER TABLE series ADD CONSTRAINT series_parent_fkey FOREIGN KEY (id) REFERENCES artists (id); -- want add-fk-without-not-valid: every row of `series`
