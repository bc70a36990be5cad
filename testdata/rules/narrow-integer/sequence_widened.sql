-- config: [rules.narrow-integer]
-- config: severity = "advice"
-- migration: 1_id.sql
ALTER TABLE orders ALTER COLUMN id TYPE bigint;
-- migration: 2_sequence.sql
ALTER SEQUENCE orders_id_seq AS bigint;
