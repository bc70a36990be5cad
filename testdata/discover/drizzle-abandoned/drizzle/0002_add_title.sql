ALTER TABLE reports ADD COLUMN title text;
