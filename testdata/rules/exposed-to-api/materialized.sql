-- config: [rules.exposed-to-api]
-- config: severity = "warning"
CREATE MATERIALIZED VIEW totals AS SELECT owner, sum(amount) FROM payments GROUP BY owner; -- want exposed-to-api: `totals` is offered by the API of the schema `public`: a materialized view
CREATE FOREIGN TABLE remote_orders (id bigint) SERVER warehouse; -- want exposed-to-api: a foreign table
