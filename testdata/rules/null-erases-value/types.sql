-- Arrays take a null, and where a CHECK or a domain forbids one there is none.
-- migration: 1_docs.sql
CREATE DOMAIN filled AS int NOT NULL;
CREATE TABLE docs (
    id bigint PRIMARY KEY,
    tags text[],
    more text[],
    one text,
    words text,
    n int,
    m int,
    p filled,
    q int,
    CHECK (m IS NOT NULL),
    CONSTRAINT q_there CHECK (q IS NOT NULL AND q > 0)
);
-- migration: 2_arrays.sql
UPDATE docs SET tags = tags || more WHERE id < 10;
UPDATE docs SET tags = tags || one WHERE id < 10;
UPDATE docs SET words = words || ('{a}'::text[] || one)::text WHERE id < 10;
-- migration: 3_checked.sql
UPDATE docs SET n = n + m WHERE id < 10;
UPDATE docs SET n = n + p WHERE id < 10;
UPDATE docs SET n = n + q WHERE id < 10;
