-- What the type that is there cannot become by more values: another order, another name, values under other names.
-- migration: 1_keys.sql
CREATE TYPE kind AS ENUM ('b', 'd');
CREATE TABLE keys (id bigint PRIMARY KEY, kind kind, other kind, third kind);
-- migration: 2_order.sql
CREATE TYPE kind_new AS ENUM ('d', 'b', 'c');
ALTER TABLE keys ALTER COLUMN kind TYPE kind_new USING (kind::text::kind_new); -- want alter-column-type-rewrite: help: NEW.kind_new := (NEW.kind::text::kind_new)
CREATE TYPE sort AS ENUM ('b', 'd', 'e');
ALTER TABLE keys ALTER COLUMN other TYPE sort USING (other::text::sort); -- want alter-column-type-rewrite: help: NEW.other_new := (NEW.other::text::sort)
ALTER TABLE keys ALTER COLUMN third TYPE kind_new USING (CASE third::text WHEN 'b' THEN 'c' ELSE 'd' END::kind_new); -- want alter-column-type-rewrite: help: NEW.third_new := (CASE NEW.third::text WHEN 'b'
DROP TYPE kind;
ALTER TYPE kind_new RENAME TO kind;
