-- migration: 1_base.sql
CREATE TABLE events (id serial PRIMARY KEY, kind smallserial);
CREATE TABLE "Orders" ("orderId" SERIAL PRIMARY KEY);
-- migration: 2_bigger.sql
ALTER TABLE events ALTER COLUMN id TYPE bigint; -- want serial-sequence-left-integer: nextval of `events_id_seq` fails at 2147483647: it stays integer although `events.id` becomes bigint
ALTER TABLE events ALTER COLUMN kind SET DATA TYPE integer; -- want serial-sequence-left-integer: fails at 32767: it stays smallint
-- migration: 3_quoted.sql
ALTER TABLE "Orders" ALTER COLUMN "orderId" TYPE int8; -- want serial-sequence-left-integer: `"Orders_orderId_seq"`
