-- config: [rules.required-columns]
-- config: severity = "advice"
-- config: columns = ["tenant_id: bigint", "created_at"]
CREATE TABLE orders (id bigint PRIMARY KEY, tenant_id uuid, created_at timestamptz); -- want required-columns: `orders.tenant_id` is of type uuid, and bigint everywhere else
CREATE TABLE carts (id bigint PRIMARY KEY, tenant_id bigint); -- want required-columns: `carts` has no column `created_at`
