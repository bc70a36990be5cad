-- migration: 1_shop.sql
CREATE TABLE orders (place bigint, item bigint, CONSTRAINT orders_with_a_name_that_goes_on_and_on_until_it_is_as_long_as_may_be_1 UNIQUE (place));
-- migration: 2_both.sql
ALTER TABLE orders DROP CONSTRAINT orders_with_a_name_that_goes_on_and_on_until_it_is_as_long_as_may_be_1;
ALTER TABLE orders ADD CONSTRAINT orders_with_a_name_that_goes_on_and_on_until_it_is_as_long_as_may_be_1 UNIQUE (place, item); -- want add-unique-without-index: help: CREATE UNIQUE INDEX CONCURRENTLY orders_with_a_name_that_goes_on_and_on_until_it_is_as_long__new ON orders
