-- config: [rules.column-alignment]
-- config: severity = "advice"
CREATE TABLE flags (a boolean, b bigint PRIMARY KEY, note text);
