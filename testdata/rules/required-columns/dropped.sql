-- config: [rules.required-columns]
-- config: severity = "advice"
-- config: columns = ["tenant_id"]
ALTER TABLE orders DROP COLUMN tenant_id; -- want required-columns: `orders` loses `tenant_id`
