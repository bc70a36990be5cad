-- config: layout = "golang-migrate"
-- A column that must not be null comes back with a default only for the rows that are there.
-- migration: 1_builds.up.sql
CREATE TABLE builds (id bigint PRIMARY KEY, size bigint NOT NULL, note text, state text NOT NULL);
-- migration: 1_builds.down.sql
DROP TABLE builds;
-- migration: 2_size.up.sql
ALTER TABLE builds DROP COLUMN size;
-- migration: 2_size.down.sql
ALTER TABLE builds ADD COLUMN size bigint NOT NULL DEFAULT 0;
-- migration: 3_note.up.sql
ALTER TABLE builds DROP COLUMN note;
-- migration: 3_note.down.sql
ALTER TABLE builds ADD COLUMN note text NOT NULL DEFAULT ''; -- want rollback-incomplete: the column `builds.note` has got not null and has got default ''
-- migration: 4_state.up.sql
ALTER TABLE builds ALTER COLUMN state SET DEFAULT 'new';
-- migration: 4_state.down.sql
SELECT 1; -- want rollback-incomplete: the column `builds.state` has got default 'new'
