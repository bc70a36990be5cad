CREATE TABLE regions (code text PRIMARY KEY);
CREATE FUNCTION is_region(text) RETURNS boolean LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM regions WHERE code = $1)';
CREATE TABLE shops (
    id bigint PRIMARY KEY,
    region text CHECK (is_region(region)), -- want volatile-check-constraint: depends on `is_region()`
    tenant text CHECK (tenant = current_setting('app.tenant')) -- want volatile-check-constraint: `current_setting()`
);
