-- migration: 1_orders.sql
CREATE TABLE orders (
    id bigint PRIMARY KEY, state text DEFAULT 'new', pieces integer NOT NULL DEFAULT 0, kind varchar(10) DEFAULT 'x'::varchar, at text DEFAULT now()::text
);
-- migration: 2_states.sql
ALTER TABLE orders ADD CONSTRAINT states CHECK (state IN ('open', 'done')) NOT VALID; -- want required-column: leaves `orders.state` to its default can add no row from here on: the check refuses 'new'
ALTER TABLE orders ADD CONSTRAINT any_pieces CHECK (pieces > 0) NOT VALID; -- want required-column: the check refuses 0
ALTER TABLE orders ADD CONSTRAINT kinds CHECK (kind NOT IN ('x', 'y') OR id < 0) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT said CHECK (at <> '') NOT VALID;
-- migration: 3_fits.sql
ALTER TABLE orders ADD CONSTRAINT more CHECK (state = 'new' OR pieces BETWEEN 1 AND 5) NOT VALID;
ALTER TABLE orders ALTER kind SET DEFAULT 'z', ADD CONSTRAINT kinds_2 CHECK (kind = 'z') NOT VALID;
-- migration: 4_range.sql
ALTER TABLE orders ADD CONSTRAINT few CHECK (pieces BETWEEN 1 AND 5) NOT VALID; -- want required-column: the check refuses 0
-- migration: 5_other_default_in_the_same.sql
ALTER TABLE orders ADD CONSTRAINT kinds_3 CHECK (kind IN ('a', 'b')) NOT VALID;
ALTER TABLE orders ALTER kind SET DEFAULT 'a';
