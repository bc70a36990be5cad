-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_search.sql
ALTER TABLE orders ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', coalesce(note, ''))) STORED; -- want add-column-stored-generated: to store `search` in every row
