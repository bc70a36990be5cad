-- config: [rules.char-type]
-- config: severity = "advice"
CREATE TABLE kinds (kind "char", name varchar(3));
