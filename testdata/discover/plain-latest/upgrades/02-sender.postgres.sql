ALTER TABLE messages ADD COLUMN sender text;
