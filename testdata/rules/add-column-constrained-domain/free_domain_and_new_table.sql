-- migration: 1_base.sql
CREATE DOMAIN label AS text;
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TABLE items (id bigint PRIMARY KEY);
ALTER TABLE items ADD COLUMN amount positive;
-- migration: 2_label.sql
ALTER TABLE items ADD COLUMN name label DEFAULT 'x';
