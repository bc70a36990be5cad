-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, email text, name text);
-- migration: 2_less.sql
REVOKE UPDATE (email) ON customers FROM web; -- want revoke-or-owner-change: `web` loses UPDATE (email) on `customers`
REVOKE select (name,
    email), INSERT ON TABLE customers FROM report; -- want revoke-or-owner-change: `report` loses SELECT (name, email), INSERT on `customers`
