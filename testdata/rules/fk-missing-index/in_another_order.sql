-- migration: 1_tags.sql
CREATE TABLE users (id text PRIMARY KEY);
CREATE TABLE accounts (id text, user_id text REFERENCES users (id), PRIMARY KEY (id, user_id));
CREATE INDEX accounts_user_id_idx ON accounts (user_id);
CREATE TABLE tags_of_accounts (
    account_id text,
    user_id text,
    tag_id text,
    PRIMARY KEY (account_id, tag_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES accounts (id, user_id) ON DELETE CASCADE
);
CREATE TABLE tags_of_users (
    account_id text,
    user_id text,
    tag_id text,
    PRIMARY KEY (tag_id, account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES accounts (id, user_id) ON DELETE CASCADE -- want fk-missing-index: no index begins with `account_id` and `user_id`
);
-- Many rows share a user.
CREATE TABLE tags_by_user (
    account_id text,
    user_id text,
    tag_id text,
    PRIMARY KEY (user_id, tag_id, account_id),
    FOREIGN KEY (account_id, user_id) REFERENCES accounts (id, user_id) ON DELETE CASCADE -- want fk-missing-index: no index begins with `account_id` and `user_id`
);
