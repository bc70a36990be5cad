-- config: [rules.required-columns]
-- config: severity = "advice"
-- config: columns = ["tenant_id: int8", "created_at: timestamptz"]
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id bigint);
-- migration: 2_more.sql
ALTER TABLE orders ADD COLUMN created_at timestamp with time zone;
