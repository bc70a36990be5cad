-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text, at timestamptz);
-- migration: 2_find.sql
CREATE FUNCTION one(p bigint) RETURNS TABLE (id bigint, name text) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT u.id, u.name FROM users u WHERE u.id = p ORDER BY u.at;
END $$;
CREATE FUNCTION two(p bigint) RETURNS TABLE (id bigint, name text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT id, name FROM users WHERE id = p;
END $$;
CREATE FUNCTION three(p bigint) RETURNS TABLE (id bigint, name text) LANGUAGE sql AS $$
    SELECT id, name FROM users WHERE id = p;
$$;
CREATE FUNCTION four(p bigint) RETURNS TABLE (id bigint, name text) LANGUAGE plpgsql AS $$
BEGIN
    id := p;
    name := (SELECT u.name FROM users u WHERE u.id = p);
    INSERT INTO users (id, name) VALUES (four.id, four.name);
    RETURN NEXT;
END $$;
CREATE FUNCTION five(name text) RETURNS void LANGUAGE sql AS $$
    UPDATE users SET name = five.name WHERE id = 1;
$$;
