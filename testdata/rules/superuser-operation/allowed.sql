-- config: [rules.superuser-operation]
-- config: allow = ["event trigger"]
CREATE EVENT TRIGGER log_ddl ON ddl_command_end EXECUTE FUNCTION log_ddl();
