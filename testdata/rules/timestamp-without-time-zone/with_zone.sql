-- config: [rules.timestamp-without-time-zone]
-- config: severity = "advice"
CREATE TABLE orders (at timestamptz, until timestamp with time zone, day date, clock time);
