-- migration: 1_fees.sql
CREATE TABLE models (id bigint PRIMARY KEY, fee integer);
-- migration: 2_expand.sql
ALTER TABLE models ADD COLUMN fee_amount numeric;
CREATE FUNCTION sync_fee() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.fee IS DISTINCT FROM OLD.fee THEN NEW.fee_amount := NEW.fee; ELSE NEW.fee := NEW.fee_amount; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sync_fee BEFORE INSERT OR UPDATE ON models FOR EACH ROW EXECUTE FUNCTION sync_fee();
-- migration: 3_contract.sql
BEGIN;
DROP TRIGGER sync_fee ON models;
ALTER TABLE models DROP COLUMN fee;
COMMIT;
-- migration: 4_other_way_round.sql
ALTER TABLE models ADD COLUMN fee numeric;
-- migration: 5_done.sql
ALTER TABLE models DROP COLUMN fee_amount;
