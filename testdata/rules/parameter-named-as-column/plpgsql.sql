-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, url text UNIQUE, name text);
-- migration: 2_find.sql
CREATE FUNCTION by_name(p text) RETURNS TABLE (id bigint, name text) LANGUAGE plpgsql AS $$
BEGIN
    IF p IS NOT NULL THEN
        RETURN QUERY SELECT id, users.name FROM users ORDER BY 1; -- want parameter-named-as-column: a call of `by_name` that gets here fails: column reference "id" is ambiguous, it is a column of RETURNS TABLE
    END IF;
END $$;
CREATE FUNCTION urls(u text) RETURNS TABLE (number bigint, url text) LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO users (url) VALUES (u) ON CONFLICT (url) DO NOTHING; -- want parameter-named-as-column: every call of `urls` fails: column reference "url" is ambiguous
    RETURN QUERY SELECT users.id, users.url FROM users;
END $$;
CREATE FUNCTION call(name text, OUT id bigint) LANGUAGE plpgsql AS $$
BEGIN
    UPDATE users SET url = upper('x') WHERE id = 1; -- want parameter-named-as-column: it is an OUT parameter
END $$;
-- migration: 9_help.sql
CREATE FUNCTION by_alias() RETURNS TABLE (id bigint) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT u.id FROM users u WHERE id = 1; -- want parameter-named-as-column: help: write the table before it, `u.id`
END $$;
-- migration: 9_parameter.sql
CREATE FUNCTION forget(id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM users WHERE id = id; -- want parameter-named-as-column: help: write `users.id` for the column, and `forget.id` for the parameter
END $$;
