-- migrate:up
-- irreversible: the rows of staging come back from its own dump.
SET LOCAL lock_timeout = '2s';
TRUNCATE reservations, units, staff, tenants;

-- migrate:down
-- irreversible: the rows of staging come back from its own dump.
