-- config: [rules.char-type]
-- config: severity = "advice"
CREATE TABLE countries (code text CHECK (char_length(code) = 2));
