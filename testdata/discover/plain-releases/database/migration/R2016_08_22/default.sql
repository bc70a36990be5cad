ALTER TABLE topic ADD COLUMN note text;
