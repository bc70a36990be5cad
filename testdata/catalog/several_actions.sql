CREATE TABLE t (a int DEFAULT 1, b text, CONSTRAINT old CHECK (a > 0));
ALTER TABLE t
    ALTER COLUMN a SET DEFAULT 2,
    ALTER COLUMN a TYPE bigint,
    ALTER COLUMN a DROP DEFAULT,
    ADD CONSTRAINT old CHECK (a > 1),
    DROP CONSTRAINT old,
    ADD PRIMARY KEY (n),
    ADD COLUMN n int,
    ADD COLUMN b2 text,
    DROP COLUMN b,
    ADD UNIQUE (b2);

-- expected:
-- column t.a: int8, default 2
-- column t.b2: text
-- column t.n: int4, not null
-- constraint t.old: check (a > 1)
-- constraint t.t_b2_key: unique (b2)
-- constraint t.t_pkey: primary key (n)
-- index t_b2_key: unique, on t using btree (b2)
-- index t_pkey: unique, on t using btree (n)
-- table t: (a, n, b2)
