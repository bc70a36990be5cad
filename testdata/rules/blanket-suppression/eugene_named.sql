-- eugene: ignore E6
CREATE INDEX carts_note_idx ON carts (note);
