-- config: [rules.pglz-compression]
-- config: severity = "advice"
ALTER TABLE documents ADD COLUMN summary text COMPRESSION pglz; -- want pglz-compression: `summary`
