-- A key that is the same wherever nothing is said numbers no rows.
CREATE TABLE states (name text PRIMARY KEY DEFAULT 'new');
CREATE TABLE tokens (id text PRIMARY KEY DEFAULT gen_random_uuid()::text);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    state text NOT NULL REFERENCES states (name),
    token text REFERENCES tokens (id) -- want fk-missing-index: `token`
);
