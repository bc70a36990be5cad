-- The name is no column there, or no variable.
-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, org_id int, name text);
-- migration: 2_functions.sql
CREATE FUNCTION by_execute(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'UPDATE users SET org_id = 1 WHERE name = $1' USING name;
END $$;
CREATE FUNCTION from_query(name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    r bigint;
BEGIN
    SELECT count(*) INTO r FROM (SELECT users.id FROM users) s WHERE name = 'a';
    RETURN r;
END $$;
CREATE FUNCTION other_names(name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    r bigint;
BEGIN
    SELECT count(*) INTO r FROM users AS x(id, b, c) WHERE x.c = name;
    RETURN r;
END $$;
CREATE FUNCTION own_table(id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE users (x bigint);
    UPDATE users SET x = 1 WHERE x = id;
END $$;
