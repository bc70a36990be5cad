-- Running code writes the values that go while the second column is kept in step.
-- migration: 1_rates.sql
CREATE TYPE span AS ENUM ('day', '5min', '6h');
CREATE TABLE rates (id integer PRIMARY KEY, period span NOT NULL);
CREATE TABLE fees (id integer PRIMARY KEY, period span NOT NULL);
-- migration: 2_spans.sql
CREATE TYPE span_new AS ENUM ('day', 'five_min');
ALTER TABLE rates ALTER COLUMN period TYPE span_new USING (period::text::span_new); -- want alter-column-type-rewrite: help: -- put the values that take the places of '5min' and '6h' where '…' stands: until then rows with them cannot be written\nCREATE FUNCTION rates_period_sync() RETURNS trigger LANGUAGE plpgsql AS\n    $$ BEGIN NEW.period_new := (CASE NEW.period::text WHEN '5min' THEN '…' WHEN '6h' THEN '…' ELSE NEW.period::text END)::span_new; RETURN NEW; END $$;
ALTER TABLE fees ALTER COLUMN period TYPE span_new USING (period::text::span_new); -- want alter-column-type-rewrite: help: UPDATE fees SET period_new = (CASE period::text WHEN '5min' THEN '…' WHEN '6h' THEN '…' ELSE period::text END)::span_new\n    WHERE id IN (SELECT id FROM fees WHERE period_new IS NULL AND period IS NOT NULL LIMIT 5000);
