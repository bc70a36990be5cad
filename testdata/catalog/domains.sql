CREATE DOMAIN email AS text DEFAULT '' NOT NULL CHECK (value LIKE '%@%') CHECK (length(value) < 100);
ALTER DOMAIN email ADD CONSTRAINT lowered CHECK (value = lower(value)) NOT VALID;
ALTER DOMAIN email ADD CHECK (value <> 'x');
ALTER DOMAIN email DROP CONSTRAINT email_check1;
ALTER DOMAIN email VALIDATE CONSTRAINT lowered;
ALTER DOMAIN email RENAME CONSTRAINT lowered TO lower_case;
ALTER DOMAIN email DROP NOT NULL;
ALTER DOMAIN email SET DEFAULT $$none$$;
CREATE TABLE t (e email);
DROP DOMAIN email;

-- expected:
-- column t.e: email
-- domain email: text, default 'none', check email_check (value ~~ '%@%'), check lower_case (value = lower(value)), check email_check2 (value <> 'x')
-- table t: (e)
