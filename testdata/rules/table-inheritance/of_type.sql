-- config: [rules.table-inheritance]
-- config: severity = "advice"
CREATE TABLE people OF person; -- want table-inheritance: the columns of `people` can change only with the type
