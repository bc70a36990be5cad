CREATE TABLE carts (id bigint PRIMARY KEY, net numeric, gross numeric GENERATED ALWAYS AS (net * 1.2) VIRTUAL);
CREATE TABLE logs (id uuid DEFAULT uuidv7() PRIMARY KEY);
SET transaction_timeout = '5s';
