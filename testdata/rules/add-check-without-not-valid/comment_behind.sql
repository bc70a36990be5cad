-- A comment before the check does not swallow what follows it, and strings keep their spaces.
ALTER TABLE orders ADD COLUMN place text -- why
    CHECK (place <> '') DEFAULT 'a  b'; -- want add-check-without-not-valid: help: ADD COLUMN place text DEFAULT 'a  b';
ALTER TABLE orders ADD CONSTRAINT whole CHECK (place <> 'x') NO INHERIT; -- want add-check-without-not-valid: help: CHECK (place <> 'x') NO INHERIT NOT VALID;
