-- config: [rules.table-inheritance]
-- config: severity = "advice"
CREATE TABLE capitals (country text NOT NULL) INHERITS (cities); -- want table-inheritance: `capitals` shares no primary key
ALTER TABLE towns INHERIT cities; -- want table-inheritance: every query of `cities` reads `towns`
