-- config: [rules.fk-policy]
-- config: severity = "advice"
-- config: require-on-delete = false
-- config: forbid-cascade = true
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (
    id bigint PRIMARY KEY,
    author_id bigint REFERENCES users (id) ON DELETE CASCADE, -- want fk-policy: changes or deletes other rows by CASCADE
    editor_id bigint REFERENCES users (id)
);
