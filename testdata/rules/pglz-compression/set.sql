-- config: [rules.pglz-compression]
-- config: severity = "advice"
ALTER TABLE documents ALTER COLUMN body SET COMPRESSION pglz; -- want pglz-compression: `body` is compressed with pglz
