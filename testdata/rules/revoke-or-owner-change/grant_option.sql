-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, email text);
-- migration: 2_less.sql
REVOKE GRANT OPTION FOR SELECT ON customers FROM report;
