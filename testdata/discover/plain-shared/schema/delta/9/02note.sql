ALTER TABLE keys ADD COLUMN note text;
