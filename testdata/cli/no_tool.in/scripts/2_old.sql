ALTER TABLE orders DROP COLUMN old_note;
