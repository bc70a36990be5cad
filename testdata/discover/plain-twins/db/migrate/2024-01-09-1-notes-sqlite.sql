ALTER TABLE sites ADD COLUMN notes text COLLATE nocase;
