-- config: [rules.function-search-path]
-- config: every-function = true
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$; -- want function-search-path: takes its search_path from the caller, who so decides
CREATE FUNCTION one() RETURNS int LANGUAGE sql RETURN 1;
