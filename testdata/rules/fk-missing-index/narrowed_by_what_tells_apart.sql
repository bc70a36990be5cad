-- Of the two columns of the key, the account is shared by many rows: the other one tells them apart, and is enough.
-- migration: 1_accounts.sql
CREATE TABLE accounts (account_id bigint PRIMARY KEY);
CREATE TABLE banks (bank_id bigint NOT NULL, account_id bigint NOT NULL REFERENCES accounts (account_id), -- want fk-missing-index: reads all of `banks`: no index begins with `account_id`$
    PRIMARY KEY (bank_id, account_id));
-- migration: 2_goals.sql
CREATE TABLE goals (bank_id bigint NOT NULL, account_id bigint NOT NULL, name text, UNIQUE (bank_id, name),
    FOREIGN KEY (bank_id, account_id) REFERENCES banks (bank_id, account_id));
-- migration: 3_moves.sql
CREATE TABLE moves (bank_id bigint NOT NULL, account_id bigint NOT NULL, day date, UNIQUE (account_id, day),
    FOREIGN KEY (bank_id, account_id) REFERENCES banks (bank_id, account_id)); -- want fk-missing-index: reads all rows of `moves` with the same `account_id`: no index begins with `bank_id` and `account_id`$
