-- config: [rules.discouraged-type]
-- config: severity = "advice"
-- config: types = ["real: double precision", "integer"]
-- config: nullable-boolean = true
-- config: bare-numeric = true
CREATE TABLE readings (a real, b integer, c boolean, d numeric, price double precision); -- want discouraged-type: `readings.a` is of type real -- want discouraged-type: `readings.b` -- want discouraged-type: knows yes, no and null -- want discouraged-type: any size and precision -- want discouraged-type: counts money
