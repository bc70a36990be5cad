-- config: [rules.privilege-in-schema-migration]
-- config: severity = "advice"
CREATE ROLE reporting; -- want privilege-in-schema-migration: changes who may do what
CREATE TABLE reports (id bigint PRIMARY KEY);
