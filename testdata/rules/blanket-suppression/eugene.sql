SET lock_timeout = '2s';
-- eugene: ignore -- the table is empty
ALTER TABLE carts ALTER COLUMN id TYPE bigint;
/* eugene: ignore */ -- want blanket-suppression: every finding of the statement
ALTER TABLE carts ALTER COLUMN note TYPE text;
