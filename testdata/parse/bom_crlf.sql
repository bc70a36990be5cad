CREATE TABLE a (
  b int
);
-- c
DROP TABLE a;
