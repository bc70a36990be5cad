-- A type that takes its own name again with more values: the one that is there can have them.
-- config: layout = "sqlx"
-- migration: 1_keys.sql
CREATE TYPE kind AS ENUM ('b', 'd');
CREATE TABLE keys (id bigint PRIMARY KEY, kind kind NOT NULL, other kind);
-- migration: 2_last.sql
ALTER TYPE kind RENAME TO kind_old;
CREATE TYPE kind AS ENUM ('b', 'd', 'it''s');
ALTER TABLE keys ALTER COLUMN kind TYPE kind USING kind::text::kind, -- want alter-column-type-rewrite: help: no table is locked:\nALTER TYPE kind ADD VALUE 'it''s';\n-- nothing can use the new value before this migration is committed
    ALTER COLUMN other TYPE kind USING other::text::kind;
DROP TYPE kind_old;
-- migration: 3_between.sql
CREATE TYPE kind_new AS ENUM ('a', 'b', 'c', 'd', 'it''s', 'y', 'z');
ALTER TABLE keys ALTER COLUMN kind TYPE kind_new USING (kind::text::kind_new); -- want alter-column-type-rewrite: help: ALTER TYPE kind ADD VALUE 'a' BEFORE 'b';\nALTER TYPE kind ADD VALUE 'c' AFTER 'b';\nALTER TYPE kind ADD VALUE 'y';\nALTER TYPE kind ADD VALUE 'z';\n-- nothing can use the new values
ALTER TABLE keys ALTER COLUMN other TYPE kind_new USING (other::text::kind_new); -- want alter-column-type-rewrite: help: the new `kind` is the old one and 'a', 'c', 'y' and 'z': add them
DROP TYPE kind;
ALTER TYPE kind_new RENAME TO kind;
