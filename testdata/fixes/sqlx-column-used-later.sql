-- migration: Cargo.toml
[dependencies]
sqlx = "0.8"
-- migration: 1_results.sql
CREATE TABLE results (id bigint PRIMARY KEY, variables integer[], score integer);
-- migration: 2_types.sql
ALTER TABLE results ALTER COLUMN variables TYPE jsonb USING to_jsonb(variables);
-- migration: 3_score.sql
ALTER TABLE results ALTER COLUMN score TYPE bigint;
-- migration: 4_required.sql
UPDATE results SET variables = '[]' WHERE id = 1;
