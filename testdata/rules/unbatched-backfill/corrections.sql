-- A list of corrections is one finding; another column is another.
-- migration: 1_places.sql
CREATE TABLE places (id bigint PRIMARY KEY, province text, district text);
-- migration: 2_names.sql
UPDATE places SET (province, district) = ('Pemba', 'City of P.') WHERE (province, district) = ('Pemba', 'City of Pemba'); -- want unbatched-backfill: updates every row of `places` that matches
UPDATE places SET (province, district) = ('Pemba', 'Land of P.') WHERE (province, district) = ('Pemba', 'Land of Pemba');
UPDATE places SET (province, district) = ('Pemba', 'Cape of P.') WHERE (province, district) = ('Pemba', 'Cape of Pemba');
UPDATE places SET district = 'none' WHERE district IS NULL; -- want unbatched-backfill: updates every row of `places` that matches
