-- config: [rules.enum-type]
-- config: severity = "advice"
CREATE TYPE "shop"."State" AS ENUM (); -- want enum-type: shop."State"
