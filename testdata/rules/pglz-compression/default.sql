-- config: [rules.pglz-compression]
-- config: severity = "advice"
CREATE TABLE documents (id bigint PRIMARY KEY, body text);
ALTER TABLE documents ALTER COLUMN body SET COMPRESSION default;
