-- config: [rules.column-alignment]
-- config: severity = "advice"
-- config: bytes = 0
CREATE TABLE flags (b bigint PRIMARY KEY, d timestamptz, e int, a boolean, c boolean, note text);
