CREATE TABLE notes (id bigint PRIMARY KEY, owner text, body text);
CREATE VIEW recent_notes AS SELECT id, body FROM notes ORDER BY id DESC LIMIT 10;
