UPDATE sites SET notes = 'moved to postgres' WHERE id = 1;
