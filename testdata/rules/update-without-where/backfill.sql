-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text, email_lower text);
-- migration: 2_lower.sql
UPDATE users SET email_lower = lower(email); -- want update-without-where: rewrites every row of `users`
-- migration: 3_again.sql
UPDATE users AS u SET email_lower = lower(u.email) FROM accounts; -- want update-without-where: `users`
