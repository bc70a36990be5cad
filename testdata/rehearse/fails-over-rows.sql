-- migration: 0001_users.up.sql
CREATE TABLE users (id bigint PRIMARY KEY, email varchar(30));
CREATE TABLE posts (id uuid PRIMARY KEY, author bigint NOT NULL REFERENCES users, tags text[], data jsonb NOT NULL);
-- migration: 0001_users.down.sql
DROP TABLE posts;
DROP TABLE users;
-- migration: 0002_email_required.up.sql
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
-- migration: 0002_email_required.down.sql
ALTER TABLE users ALTER COLUMN email DROP NOT NULL;
-- migration: 0003_for_the_app.up.sql
GRANT SELECT ON posts TO the_app;
-- migration: 0003_for_the_app.down.sql
REVOKE SELECT ON posts FROM the_app;
