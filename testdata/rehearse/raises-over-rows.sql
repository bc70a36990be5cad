-- migration: 0001_users.up.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- migration: 0001_users.down.sql
DROP TABLE users;
-- migration: 0002_email_required.up.sql
DO $$
BEGIN
    IF EXISTS (SELECT FROM users WHERE email IS NULL) THEN
        RAISE EXCEPTION 'some users have no email';
    END IF;
END $$;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
-- migration: 0002_email_required.down.sql
ALTER TABLE users ALTER COLUMN email DROP NOT NULL;
