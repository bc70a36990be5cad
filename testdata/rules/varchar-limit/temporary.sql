-- config: [rules.varchar-limit]
-- config: severity = "advice"
CREATE TEMP TABLE import (name varchar(80));
CREATE DOMAIN short AS varchar(20);
