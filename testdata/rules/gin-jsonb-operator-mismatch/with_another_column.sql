-- config: [rules.gin-jsonb-operator-mismatch]
-- config: severity = "advice"
CREATE TABLE "Event" (id bigint PRIMARY KEY, "metaData" jsonb, tenant bigint);
CREATE EXTENSION btree_gin;
CREATE INDEX "Event_metaData_idx" ON "Event" USING gin (tenant, "metaData"); -- want gin-jsonb-operator-mismatch: `"Event".metaData`
