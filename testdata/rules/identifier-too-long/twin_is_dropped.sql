-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, place bigint, item bigint, CONSTRAINT orders_with_a_name_that_goes_on_and_on_until_it_is_too_long_for_place UNIQUE (place));
-- migration: 2_other.sql
ALTER TABLE orders DROP CONSTRAINT orders_with_a_name_that_goes_on_and_on_until_it_is_too_long_for_place;
ALTER TABLE orders ADD CONSTRAINT orders_with_a_name_that_goes_on_and_on_until_it_is_too_long_for_item UNIQUE (item);
-- migration: 3_at_once.sql
ALTER TABLE orders DROP CONSTRAINT orders_with_a_name_that_goes_on_and_on_until_it_is_too_long_for_item,
    ADD CONSTRAINT orders_with_a_name_that_goes_on_and_on_until_it_is_too_long_for_both UNIQUE (place, item);
