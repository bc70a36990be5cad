CREATE INDEX keys_note ON keys (note);
