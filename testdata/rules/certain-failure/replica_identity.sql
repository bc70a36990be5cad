-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, fe int, u int NOT NULL);
CREATE UNIQUE INDEX fe ON foo (fe);
CREATE INDEX nu ON foo (u);
CREATE UNIQUE INDEX part ON foo (u) WHERE u > 0;
CREATE UNIQUE INDEX good ON foo (u);
-- migration: 2_nullable.sql
ALTER TABLE foo REPLICA IDENTITY USING INDEX fe; -- want certain-failure: index "fe" cannot be used as replica identity because column "fe" is nullable
-- migration: 3_not_unique.sql
ALTER TABLE foo REPLICA IDENTITY USING INDEX nu; -- want certain-failure: cannot use non-unique index "nu" as replica identity
-- migration: 4_partial.sql
ALTER TABLE foo REPLICA IDENTITY USING INDEX part; -- want certain-failure: cannot use partial index "part" as replica identity
-- migration: 5_good.sql
ALTER TABLE foo REPLICA IDENTITY USING INDEX good;
