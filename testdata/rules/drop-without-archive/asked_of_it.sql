-- Whether there was a value is not the value.
-- migration: 1_codes.sql
CREATE TABLE codes (id bigint PRIMARY KEY, send_to text, kind text, sent boolean, custom boolean, target text);
-- migration: 2_sent.sql
UPDATE codes SET sent = send_to IS NULL, custom = (kind = 'custom'), target = coalesce(kind, '');
-- migration: 3_send_to.sql
ALTER TABLE codes DROP COLUMN send_to; -- want drop-without-archive: destroys the values of `codes.send_to`
ALTER TABLE codes DROP COLUMN kind; -- want drop-without-archive: running code that still reads or writes `codes.kind`
