-- config: [rules.enum-type]
-- config: severity = "advice"
CREATE TYPE mood AS ENUM ('good', 'bad'); -- want enum-type: a value of `mood` can be added and renamed, and never removed
