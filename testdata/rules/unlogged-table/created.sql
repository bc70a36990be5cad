CREATE UNLOGGED TABLE sessions (id uuid PRIMARY KEY); -- want unlogged-table: a crash of the server empties `sessions`
