-- config: [rules.undocumented-object]
-- config: severity = "advice"
CREATE TABLE orders (id bigint PRIMARY KEY); -- want undocumented-object: nothing says what `orders` is for
