-- migration: 1_tables.sql
CREATE TABLE a (id int);
CREATE TABLE b (id int);
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
ALTER TABLE b ENABLE ROW LEVEL SECURITY;
-- migration: 2_policies.sql
CREATE ROLE readers;
CREATE ROLE app IN ROLE readers;
CREATE POLICY p ON a TO app USING (EXISTS (SELECT FROM b));
CREATE POLICY p ON b TO readers USING (EXISTS (SELECT FROM a)); -- want recursive-policy: for `app`: the policy `p` of `b` reads `a`, whose policy `p` reads `b`
-- migration: 3_owner.sql
CREATE TABLE d (id int);
ALTER TABLE d OWNER TO app;
ALTER TABLE d ENABLE ROW LEVEL SECURITY;
ALTER TABLE d FORCE ROW LEVEL SECURITY;
CREATE POLICY p ON d TO app USING (EXISTS (SELECT FROM d)); -- want recursive-policy: help:owned by a role with BYPASSRLS
