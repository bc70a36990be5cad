-- config: [rules.discouraged-type]
-- config: severity = "advice"
CREATE TABLE readings (a double precision, price numeric(12, 2), at timestamptz, c boolean);
