-- migration: 1_flows.sql
CREATE TABLE flows (id bigint PRIMARY KEY, tenant bigint);
CREATE TABLE runs (id bigint PRIMARY KEY, tenant bigint);
CREATE FUNCTION tenants() RETURNS bigint[] LANGUAGE sql STABLE AS 'SELECT ARRAY[1::bigint]';
CREATE POLICY same_tenant ON flows USING (tenant = ANY (tenants()));
CREATE FUNCTION drop_policies(of text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP POLICY same_tenant ON %s', of);
END $$;
-- migration: 2_less.sql
SELECT drop_policies('flows');
DROP FUNCTION tenants();
-- migration: 3_more.sql
CREATE FUNCTION owners() RETURNS bigint[] LANGUAGE sql STABLE AS 'SELECT ARRAY[1::bigint]';
CREATE POLICY same_owner ON runs USING (tenant = ANY (owners()));
-- migration: 4_less.sql
DROP FUNCTION owners(); -- want certain-failure: cannot drop function owners() because other objects depend on it
