-- migration: 1_providers.sql
CREATE TABLE providers (
    id bigint PRIMARY KEY,
    resource_id text CONSTRAINT "not empty" CHECK (resource_id = NULL OR char_length(resource_id) > 0), -- want null-comparison: lets every row through: `= NULL` is never false
    state text CHECK (state IN ('open', 'done', NULL)), -- want null-comparison: lets every row through: `IN` of a list with NULL is never false
    kind text CHECK (kind IS NULL OR kind <> ''),
    part text CHECK (part <> NULL AND part <> '')
);
-- migration: 2_more.sql
ALTER TABLE providers ADD CONSTRAINT named CHECK (NOT (kind <> NULL)) NOT VALID; -- want null-comparison: lets every row through: `<> NULL` is never false
