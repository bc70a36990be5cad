-- migrate:up
CREATE TABLE tenants (
    id bigint PRIMARY KEY,
    slug text NOT NULL UNIQUE
);

CREATE TABLE staff (
    id bigint PRIMARY KEY,
    tenant_id bigint NOT NULL REFERENCES tenants (id),
    manager_id bigint REFERENCES staff (id)
);
CREATE INDEX staff_tenant_idx ON staff (tenant_id);
CREATE INDEX staff_manager_idx ON staff (manager_id);

CREATE TABLE units (
    id bigint PRIMARY KEY,
    tenant_id bigint NOT NULL REFERENCES tenants (id),
    name text NOT NULL,
    embedding real[]
);
CREATE INDEX units_tenant_idx ON units (tenant_id);
ALTER TABLE units ENABLE ROW LEVEL SECURITY;
CREATE POLICY units_of_tenant ON units USING (true);

CREATE TABLE reservations (
    id bigint PRIMARY KEY,
    unit_id bigint NOT NULL REFERENCES units (id),
    guest text
);
CREATE INDEX reservations_unit_idx ON reservations (unit_id);
ALTER TABLE reservations ENABLE ROW LEVEL SECURITY;
CREATE POLICY reservations_of_tenant ON reservations USING (true);

-- migrate:down
DROP TABLE reservations;
DROP TABLE units;
DROP TABLE staff;
DROP TABLE tenants;
