-- config: [rules.required-columns]
-- config: severity = "advice"
-- config: columns = ["tenant_id"]
-- config: exempt = ["ref_*"]
CREATE TABLE ref_countries (code text PRIMARY KEY);
CREATE TEMP TABLE scratch (id int);
