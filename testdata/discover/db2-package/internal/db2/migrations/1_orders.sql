CREATE TABLE orders (id bigserial PRIMARY KEY, details jsonb);
