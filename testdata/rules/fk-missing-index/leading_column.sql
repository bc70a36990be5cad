-- Which of the columns tells the rows apart is not known: an index on one of them may be enough.
-- migration: 1_base.sql
CREATE TABLE blocks (slot int, root bytea, PRIMARY KEY (slot, root));
CREATE TABLE deposits (id int PRIMARY KEY, slot int, root bytea,
    FOREIGN KEY (slot, root) REFERENCES blocks (slot, root)); -- want fk-missing-index: reads all rows of `deposits` with the same `slot`: no index begins with `slot` and `root`
CREATE INDEX deposits_slot_idx ON deposits (slot);
