-- config: [rules.discouraged-type]
-- config: severity = "advice"
-- config: types = []
-- config: money-columns = []
CREATE TABLE bills (opens timetz, paid money, price real);
