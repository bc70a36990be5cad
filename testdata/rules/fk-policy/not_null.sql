-- config: [rules.fk-policy]
-- config: severity = "advice"
-- config: require-on-delete = false
-- config: require-not-null = true
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id)); -- want fk-policy: lets `author_id` be null
