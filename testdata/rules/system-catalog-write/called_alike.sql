-- migration: 1_words.sql
INSERT INTO pg_words VALUES ('tree', 'Baum');
-- migration: 2_enum.sql
DELETE FROM pg_enum WHERE enumlabel = 'old'; -- want system-catalog-write: deletes from `pg_enum`
