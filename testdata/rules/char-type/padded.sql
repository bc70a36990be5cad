-- config: [rules.char-type]
-- config: severity = "advice"
CREATE TABLE countries (code char(2), flag character); -- want char-type: `countries.code` pads its values -- want char-type: `countries.flag`
