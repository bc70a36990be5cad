ALTER TABLE places ADD COLUMN point geometry;
