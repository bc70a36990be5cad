ALTER TABLE words ADD COLUMN word text;
