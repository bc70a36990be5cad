CREATE FUNCTION purge() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path TO 'public' AS $$ DELETE FROM sessions $$;
CREATE FUNCTION count_sessions() RETURNS bigint SECURITY DEFINER BEGIN ATOMIC SELECT count(*) FROM sessions; END;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$;
