\connect shop
CREATE TABLE orders (id bigint PRIMARY KEY);
INSERT INTO orders VALUES (1), (2);
-- a comment with a ; and a ' in it
SELECT $$ unbalanced ' ( $$;
