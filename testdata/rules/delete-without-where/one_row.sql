-- migration: 1_settings.sql
CREATE TABLE settings (id boolean PRIMARY KEY DEFAULT true CHECK (id), name text);
-- migration: 2_change.sql
DELETE FROM settings;
