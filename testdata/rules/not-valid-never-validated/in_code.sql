-- migration: db/20250110090000_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, age integer, email text);
-- migration: db/20250210090000_age.sql
ALTER TABLE users ADD CONSTRAINT users_age_sane CHECK (age < 200) NOT VALID;
-- migration: db/20250310090000_validate.py
def run(connection):
    connection.execute("ALTER TABLE users VALIDATE CONSTRAINT users_age_sane")
-- migration: db/20250410090000_email.sql
ALTER TABLE users ADD CONSTRAINT users_email_known CHECK (email IS NOT NULL) NOT VALID; -- want not-valid-never-validated: `users_email_known`
-- migration: db/20250801090000_later.sql
ALTER TABLE users ADD COLUMN name text;
