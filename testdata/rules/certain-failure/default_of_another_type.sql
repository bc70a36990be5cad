-- migration: 1_shop.sql
CREATE TABLE orders (paid varchar NOT NULL DEFAULT false, items text DEFAULT 1, sent varchar DEFAULT 'false', rush text DEFAULT true, made text DEFAULT now());
-- migration: 2_types.sql
ALTER TABLE orders ALTER COLUMN paid TYPE boolean USING paid::boolean;
ALTER TABLE orders ALTER COLUMN items TYPE bigint USING items::bigint;
ALTER TABLE orders ALTER COLUMN made TYPE timestamptz USING made::timestamptz;
-- migration: 3_sent.sql
ALTER TABLE orders ALTER COLUMN sent TYPE boolean USING sent::boolean; -- want certain-failure: default for column "sent" cannot be cast automatically to type boolean
ALTER TABLE orders ALTER COLUMN rush TYPE integer USING 1; -- want certain-failure: default for column "rush" cannot be cast automatically to type integer
