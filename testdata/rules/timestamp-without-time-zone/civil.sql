-- config: [rules.timestamp-without-time-zone]
-- config: severity = "advice"
CREATE TABLE flights (local_departure timestamp, arrival_local timestamp);
