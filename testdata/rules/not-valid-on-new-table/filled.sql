-- config: [rules.not-valid-on-new-table]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE posts (id bigint PRIMARY KEY, title text);
-- migration: 2_copy.sql
CREATE TABLE titles AS SELECT id, title FROM posts;
ALTER TABLE titles ADD CONSTRAINT titles_short CHECK (char_length(title) < 100) NOT VALID;
ALTER TABLE titles ADD CONSTRAINT titles_present CHECK (title IS NOT NULL);
