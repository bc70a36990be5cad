-- migration: 1_base.sql
CREATE TABLE coupons (
    id bigint PRIMARY KEY,
    valid_until timestamptz,
    CONSTRAINT coupons_not_over CHECK (valid_until > now()) -- want volatile-check-constraint: the check on `coupons` depends on `now()`
);
-- migration: 2_day.sql
ALTER TABLE coupons ADD CONSTRAINT coupons_recent CHECK (valid_until::date >= CURRENT_DATE - 30) NOT VALID; -- want volatile-check-constraint: `current_date`
