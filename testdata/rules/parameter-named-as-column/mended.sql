-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text);
-- migration: 2_find.sql
CREATE FUNCTION one(p bigint) RETURNS TABLE (id bigint, name text) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT id, name FROM users WHERE id = p;
END $$;
-- migration: 3_mend.sql
CREATE OR REPLACE FUNCTION one(p bigint) RETURNS TABLE (id bigint, name text) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT u.id, u.name FROM users u WHERE u.id = p;
END $$;
