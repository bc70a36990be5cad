-- config: [rules.column-alignment]
-- config: severity = "advice"
CREATE TABLE flags (a boolean, b bigint PRIMARY KEY, c boolean, d bigint); -- want column-alignment: every row of `flags` holds 14 bytes of padding
