-- migration: 1_prices.sql
CREATE FUNCTION made_at(item text) RETURNS text LANGUAGE plperl AS $$ my $item = shift; return $item->{date}; $$;
CREATE FUNCTION update_price() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$; -- want function-search-path: whoever may call `update_price`
