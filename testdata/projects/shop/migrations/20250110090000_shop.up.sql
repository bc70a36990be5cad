CREATE TABLE customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    name text,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX customers_email_key ON customers (email);

CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL,
    state varchar(20) NOT NULL DEFAULT 'new',
    total numeric(12, 2) NOT NULL,
    placed_at timestamp NOT NULL DEFAULT now(),
    note text
);

CREATE TABLE legacy_coupons (
    code text PRIMARY KEY,
    percent integer NOT NULL
);
