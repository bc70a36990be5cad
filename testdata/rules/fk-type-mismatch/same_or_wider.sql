CREATE TABLE customers (id integer PRIMARY KEY, email varchar(200) UNIQUE, token uuid UNIQUE);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_id bigint REFERENCES customers (id),
    customer_email text REFERENCES customers (email),
    customer_token uuid REFERENCES customers (token)
);
