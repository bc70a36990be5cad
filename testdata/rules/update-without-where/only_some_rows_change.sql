-- What is set says which rows come out otherwise.
-- migration: 1_jobs.sql
CREATE TABLE jobs (id uuid PRIMARY KEY, name text, body text, value jsonb, plain json, other text);
-- migration: 2_nulls.sql
UPDATE jobs SET name = coalesce(name, id::text); -- want update-without-where: help: change only the rows that come out otherwise, in batches that commit in between, best outside the migration:\nUPDATE jobs SET name = COALESCE(name, id::text)\n    WHERE id IN (SELECT id FROM jobs WHERE name IS NULL LIMIT 5000);
UPDATE jobs SET name = coalesce(name, other); -- want update-without-where: help: WHERE id IN (SELECT id FROM jobs WHERE name IS NULL AND id > … ORDER BY id LIMIT 5000)\n    RETURNING id;
UPDATE jobs SET body = regexp_replace(body, '<h5>', '', 'g'); -- want update-without-where: help: WHERE body ~ '<h5>' AND id > … ORDER BY id LIMIT 5000)
UPDATE jobs SET body = replace(replace(body, 'a%', ''), 'b', 'c'); -- want update-without-where: help: WHERE (strpos(body, 'a%') > 0 OR strpos(body, 'b') > 0) AND id > … ORDER BY id LIMIT 5000)
UPDATE jobs SET value = value - 'a' - 'b'; -- want update-without-where: help: WHERE id IN (SELECT id FROM jobs WHERE (value ? 'a' OR value ? 'b') LIMIT 5000);
UPDATE jobs SET value = value - 'it''s'::text; -- want update-without-where: help: WHERE value ? 'it''s' LIMIT 5000);
-- migration: 3_all.sql
UPDATE jobs SET name = coalesce(other, name); -- want update-without-where: help: WHERE id > … AND id <= …;
UPDATE jobs SET name = coalesce(name, ''), other = now()::text; -- want update-without-where: help: WHERE id > … AND id <= …;
UPDATE jobs SET body = regexp_replace(body, '<h5>', '', 'x'); -- want update-without-where: help: WHERE id > … AND id <= …;
UPDATE jobs SET body = regexp_replace(other, '<h5>', ''); -- want update-without-where: help: WHERE id > … AND id <= …;
UPDATE jobs SET value = value - 1; -- want update-without-where: help: WHERE id > … AND id <= …;
UPDATE jobs SET body = upper(replace(body, 'a', 'b')); -- want update-without-where: help: WHERE id > … AND id <= …;
