-- A shop of a few million rows, as `make live-bench` measures durations on. The sizes are what the verdicts are about;
-- the values mean nothing.
CREATE TABLE customers (id bigint PRIMARY KEY, email text, token uuid, joined timestamptz);
INSERT INTO customers
  SELECT n, 'customer' || n || '@example.com', md5(n::text)::uuid, timestamptz '2020-01-01' + n * interval '1 minute'
  FROM generate_series(1, 200000) AS n;

CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint, number int, reference text, token uuid, amount numeric(12, 2), note text);
INSERT INTO orders
  SELECT n, n % 200000 + 1, n, 'order ' || md5(n::text), md5(n::text)::uuid, n % 1000, NULL
  FROM generate_series(1, 2000000) AS n;

CREATE TABLE events (id bigint PRIMARY KEY, kind int, body text);
INSERT INTO events SELECT n, n % 100, repeat(md5(n::text), 15) FROM generate_series(1, 600000) AS n;

VACUUM ANALYZE;
