-- config: [rules.drop-not-null]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_state.sql
ALTER TABLE orders ALTER COLUMN state DROP NOT NULL;
ALTER TABLE orders ADD COLUMN note text NOT NULL DEFAULT '';
ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;
