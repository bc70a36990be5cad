-- config: [rules.discouraged-type]
-- config: severity = "advice"
CREATE TABLE bills (opens timetz, paid money, owner regrole); -- want discouraged-type: `bills.opens` is of type timetz -- want discouraged-type: `bills.paid` is of type money -- want discouraged-type: `bills.owner` is of type regrole
