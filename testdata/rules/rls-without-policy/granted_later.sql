-- Who has the right only later is not shut out here.
-- migration: 001_init.sql
CREATE ROLE clerk;
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 002_policy.sql
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON orders FOR SELECT TO clerk USING (true);
-- migration: 003_right.sql
GRANT INSERT ON orders TO clerk;
