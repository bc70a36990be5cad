-- config: [rules.column-alignment]
-- config: severity = "advice"
-- config: bytes = 0
CREATE TABLE flags (a int, b bigint PRIMARY KEY, c int); -- want column-alignment: holds 4 bytes of padding
