-- migration: 1_polls.sql
CREATE TYPE poll_status AS ENUM ('live', 'paused', 'finalized');
CREATE TYPE color AS ENUM ('red', 'green');
CREATE TABLE polls (id bigint PRIMARY KEY, status poll_status DEFAULT 'live', color color);
-- migration: 2_status.sql
CREATE TYPE poll_status_new AS ENUM ('open', 'paused'); -- want rename-enum-value: running code that writes 'live', 'finalized' or compares with them fails from here on: the `poll_status` that takes the old one's place has no such value
ALTER TABLE polls ALTER COLUMN status DROP DEFAULT;
ALTER TABLE polls ALTER COLUMN status TYPE poll_status_new USING (CASE status::text WHEN 'live' THEN 'open' ELSE 'paused' END::poll_status_new);
ALTER TYPE poll_status RENAME TO poll_status_old;
ALTER TYPE poll_status_new RENAME TO poll_status;
DROP TYPE poll_status_old;
-- migration: 3_color.sql
CREATE TYPE color_new AS ENUM ('red', 'green', 'blue');
ALTER TABLE polls ALTER COLUMN color TYPE color_new USING color::text::color_new;
DROP TYPE color;
ALTER TYPE color_new RENAME TO color;
