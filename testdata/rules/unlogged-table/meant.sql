-- migration: 1_sessions.sql
-- Nobody minds to log in again after a crash.
CREATE UNLOGGED TABLE sessions (id uuid PRIMARY KEY);
CREATE UNLOGGED /* its rows are rebuilt every hour */ TABLE totals (id bigint PRIMARY KEY);
CREATE UNLOGGED TABLE leader (id bigint PRIMARY KEY);
COMMENT ON TABLE leader IS 'Unlogged: elected anew at every start.';
-- The orders of all shops.
CREATE UNLOGGED TABLE orders (id bigint PRIMARY KEY); -- want unlogged-table: a crash of the server empties `orders`
