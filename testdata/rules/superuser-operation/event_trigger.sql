CREATE EVENT TRIGGER log_ddl ON ddl_command_end EXECUTE FUNCTION log_ddl(); -- want superuser-operation: CREATE EVENT TRIGGER needs a superuser
ALTER ROLE shop SUPERUSER; -- want superuser-operation: a role with SUPERUSER needs a superuser
