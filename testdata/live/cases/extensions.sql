-- case: no files of it
-- migration
CREATE EXTENSION postgis; -- want untrusted-extension confirmed: the server has no files of postgis
-- case: a superuser has to
-- migration
CREATE EXTENSION dblink; -- want untrusted-extension confirmed: dblink is available and not trusted there
-- case: it is there
CREATE EXTENSION dblink;
-- migration
CREATE EXTENSION IF NOT EXISTS dblink; -- want untrusted-extension refuted: is installed already
-- case: the role may not see what there is
REVOKE SELECT ON pg_available_extensions FROM PUBLIC;
-- role: stranger
-- migration
CREATE EXTENSION dblink; -- want untrusted-extension unknown: the extensions could not be read
