-- migration: 1_roles.sql
CREATE TABLE roles (user_id bigint PRIMARY KEY, name text);
-- migration: 2_forget.sql
CREATE FUNCTION forget(user_id bigint) RETURNS void LANGUAGE sql AS $$ -- want parameter-named-as-column: `forget` reaches every row of `roles`
    DELETE FROM roles WHERE name <> '' AND user_id = user_id;
$$;
