-- config: [rules.privilege-in-schema-migration]
-- config: severity = "advice"
CREATE SCHEMA reports;
CREATE TABLE reports.daily (id bigint PRIMARY KEY);
CREATE FUNCTION reports.refresh() RETURNS void LANGUAGE sql AS $$ SELECT $$;
GRANT USAGE ON SCHEMA reports TO reporting;
GRANT SELECT ON reports.daily TO reporting;
GRANT EXECUTE ON FUNCTION reports.refresh() TO reporting;
