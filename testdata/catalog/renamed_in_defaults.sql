CREATE TYPE mode AS ENUM ('open', 'closed');
CREATE TABLE t (id serial, mode mode DEFAULT 'open', other text DEFAULT 'open', sure mode DEFAULT 'open'::mode,
    a char(3) DEFAULT NULL, b text DEFAULT NULL);
ALTER SEQUENCE t_id_seq RENAME TO numbers;
ALTER TYPE mode RENAME VALUE 'open' TO 'Open';

-- expected:
-- column t.a: bpchar(3)
-- column t.b: text
-- column t.id: int4, not null, default nextval('numbers')
-- column t.mode: mode, default 'Open'
-- column t.other: text, default 'open'
-- column t.sure: mode, default 'Open'::mode
-- enum mode: values ('Open', 'closed')
-- sequence numbers: int4, owned by t.id
-- table t: (id, mode, other, sure, a, b)
