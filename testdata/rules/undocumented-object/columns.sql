-- config: [rules.undocumented-object]
-- config: severity = "advice"
-- config: columns = true
-- config: longest = 20
CREATE TABLE orders (id bigint PRIMARY KEY, state text); -- want undocumented-object: nothing says what `state` of `orders` mean
COMMENT ON TABLE orders IS 'Orders of the shop.';
COMMENT ON COLUMN orders.id IS 'The number of the order in the books.'; -- want undocumented-object: the comment is 37 characters long
