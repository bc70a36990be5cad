-- config: [rules.pglz-compression]
-- config: severity = "advice"
ALTER TABLE documents ALTER COLUMN body SET COMPRESSION lz4;
