-- config: [rules.rls-not-enabled]
-- config: schemas = ["api"]
CREATE TABLE api.accounts (id bigint PRIMARY KEY); -- want rls-not-enabled: every table of `api` is to have it
CREATE TABLE internal (id bigint PRIMARY KEY);
