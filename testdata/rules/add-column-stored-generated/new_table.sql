CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
ALTER TABLE orders ADD COLUMN length integer GENERATED ALWAYS AS (char_length(note)) STORED;
