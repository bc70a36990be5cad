-- migration: 1_cars.sql
CREATE TABLE cars (id bigint PRIMARY KEY, extra jsonb, data jsonb NOT NULL DEFAULT '{}', tags text DEFAULT '', last text, n numeric, m numeric);
-- migration: 2_join.sql
UPDATE cars SET data = data || extra WHERE id < 10; -- want null-erases-value: fails on a row of `cars` whose `extra` is null
UPDATE cars SET tags = tags || ',' || last WHERE id < 10; -- want null-erases-value: empties `tags` in every row of `cars` whose `last` is null
UPDATE cars AS c SET n = c.n - c.m WHERE id < 10; -- want null-erases-value: help: coalesce(m, 0)
-- migration: 3_more.sql
UPDATE cars SET tags = coalesce(tags, '') || upper(last) WHERE id < 10; -- want null-erases-value: `last`
