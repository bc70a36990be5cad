-- migration: 1_states.sql
CREATE TYPE state AS ENUM ('a', 'b');
CREATE TYPE new_state AS ENUM ('a', 'b');
CREATE TABLE orders (id bigint PRIMARY KEY, state state DEFAULT 'a', states state[] DEFAULT '{}', word text DEFAULT 'a', size integer, note text, plain state);
-- migration: 2_default.sql
ALTER TABLE orders ALTER state TYPE new_state USING state::text::new_state; -- want certain-failure: default for column "state" cannot be cast automatically to type new_state
-- migration: 3_word.sql
ALTER TABLE orders ALTER word TYPE state USING word::state; -- want certain-failure: default for column "word" cannot be cast automatically to type state
-- migration: 4_note.sql
ALTER TABLE orders ALTER note TYPE state; -- want certain-failure: column "note" cannot be cast automatically to type state
-- migration: 5_size.sql
ALTER TABLE orders ALTER size TYPE state; -- want certain-failure: column "size" cannot be cast automatically to type state
-- migration: 6_array.sql
ALTER TABLE orders ALTER states TYPE new_state[] USING states::text[]::new_state[]; -- want certain-failure: default for column "states" cannot be cast automatically
