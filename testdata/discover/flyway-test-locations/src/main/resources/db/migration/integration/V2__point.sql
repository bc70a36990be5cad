ALTER TABLE places ADD COLUMN point text;
