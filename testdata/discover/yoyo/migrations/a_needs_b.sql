-- depends: b_first
ALTER TABLE orders ADD COLUMN note text;
