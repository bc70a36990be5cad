-- config: [rules.fk-policy]
-- config: severity = "advice"
-- config: forbid-cascade = true
-- config: require-deferrable = true
-- config: require-not-null = true
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (
    id bigint PRIMARY KEY,
    author_id bigint NOT NULL REFERENCES users (id) ON DELETE RESTRICT DEFERRABLE INITIALLY IMMEDIATE
);
