-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, age integer);
-- migration: 2_age.sql
ALTER TABLE users ADD CONSTRAINT users_age_sane CHECK (age < 200) NOT VALID; -- want not-valid-never-validated: `users_age_sane`
-- migration: 3_a.sql
ALTER TABLE users ADD COLUMN a text;
-- migration: 4_b.sql
ALTER TABLE users ADD COLUMN b text;
-- migration: 5_c.sql
ALTER TABLE users ADD COLUMN c text;
-- migration: 6_d.sql
ALTER TABLE users ADD COLUMN d text;
-- migration: 7_e.sql
ALTER TABLE users ADD COLUMN e text;
