-- migration: 1_mirrors.sql
CREATE FUNCTION made_at(meta text) RETURNS text LANGUAGE plperl AS $$ my $meta = shift; return $meta->{date}; $$;
CREATE FUNCTION update_mirror() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$; -- want function-search-path: whoever may call `update_mirror`
