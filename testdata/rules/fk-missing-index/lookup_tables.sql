CREATE TABLE order_state (name text PRIMARY KEY, comment text);
CREATE TABLE owners (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    state text NOT NULL REFERENCES order_state (name),
    previous_state text REFERENCES order_state (name) ON DELETE SET NULL, -- want fk-missing-index: `previous_state`
    owner_id bigint REFERENCES owners (id) -- want fk-missing-index: `owner_id`
);
