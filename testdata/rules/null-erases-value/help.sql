-- migration: 1_cars.sql
CREATE TABLE cars (id bigint PRIMARY KEY, data jsonb, extra json, word text, n int, m int, big bigint);
-- migration: 2_text.sql
UPDATE cars SET word = to_char(n, '999') || word WHERE id < 10; -- want null-erases-value: help: say with coalesce() what is meant there, or leave those rows out: WHERE n IS NOT NULL
-- migration: 3_key.sql
UPDATE cars SET n = n - (data->>'it''s')::int WHERE id < 10; -- want null-erases-value: help: say with coalesce() what is meant there, or leave those rows out: WHERE data->>'it''s' IS NOT NULL
-- migration: 4_json.sql
UPDATE cars SET data = data || (extra->'b')::jsonb WHERE id < 10; -- want null-erases-value: help: say with coalesce() what is meant there, or leave those rows out: WHERE extra->'b' IS NOT NULL
-- migration: 5_product.sql
UPDATE cars SET n = n * m WHERE id < 10; -- want null-erases-value: help: say with coalesce() what is meant there
-- migration: 6_other_type.sql
UPDATE cars SET n = n + big WHERE id < 10; -- want null-erases-value: help: say with coalesce() what is meant there
-- migration: 7_minus.sql
UPDATE cars SET data = data - word WHERE id < 10; -- want null-erases-value: help: say with coalesce() what is meant there
-- migration: 8_sum.sql
UPDATE cars SET n = n + m WHERE id < 10; -- want null-erases-value: help: say what is meant there: coalesce(m, 0), or leave those rows out: WHERE m IS NOT NULL
