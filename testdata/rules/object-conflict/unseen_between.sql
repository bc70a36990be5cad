-- config: layout = "golang-migrate"
-- migration: 1_users.up.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- migration: 1_users.down.sql
DROP TABLE users;
-- migration: 2_reset.up.sql
DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'users'; END $$;
-- migration: 2_reset.down.sql
-- irreversible: the table is gone
-- migration: 3_users.up.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- migration: 3_users.down.sql
DROP TABLE users;
