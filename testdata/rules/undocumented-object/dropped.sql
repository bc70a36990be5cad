-- config: [rules.undocumented-object]
-- config: severity = "advice"
CREATE TABLE scratch (id bigint PRIMARY KEY);
DROP TABLE scratch;
CREATE TEMP TABLE other (id int);
