-- config: [rules.not-valid-on-new-table]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE posts (id bigint PRIMARY KEY, title text);
-- migration: 2_check.sql
ALTER TABLE posts ADD CONSTRAINT posts_title_short CHECK (char_length(title) < 100) NOT VALID;
