CREATE TABLE t (a int, b text, c timestamptz, d jsonb);
CREATE INDEX ON t (lower(b));
CREATE INDEX ON t ((a + 1));
CREATE INDEX ON t ((a + 1), (a + 2));
CREATE INDEX ON t (a, lower(b), a);
CREATE INDEX ON t (a) INCLUDE (b, c);
CREATE INDEX ON t ((a::text));
CREATE INDEX ON t ((d->>'x'));
CREATE INDEX ON t (coalesce(a, 0));
CREATE INDEX ON t ((CASE WHEN a > 0 THEN b END));
CREATE INDEX ON t (b DESC NULLS LAST, a ASC NULLS FIRST) WHERE a > 0;
CREATE UNIQUE INDEX t_unique ON t USING btree (a) WITH (fillfactor = 70);
CREATE INDEX t_gin ON t USING gin (d jsonb_path_ops);
CREATE INDEX IF NOT EXISTS t_gin ON t (a);
CREATE INDEX CONCURRENTLY t_b_concurrent ON t (b text_pattern_ops);

-- expected:
-- column t.a: int4
-- column t.b: text
-- column t.c: timestamptz
-- column t.d: jsonb
-- index t_a_b_c_idx: on t using btree (a), include (b, c)
-- index t_a_idx: on t using btree ((a::text))
-- index t_a_lower_a1_idx: on t using btree (a, lower(b), a)
-- index t_b_a_idx: on t using btree (b DESC NULLS LAST, a NULLS FIRST), where a > 0
-- index t_b_concurrent: on t using btree (b text_pattern_ops)
-- index t_case_idx: on t using btree ((CASE WHEN a > 0 THEN b END))
-- index t_coalesce_idx: on t using btree ((COALESCE(a, 0)))
-- index t_expr_expr1_idx: on t using btree ((a + 1), (a + 2))
-- index t_expr_idx: on t using btree ((a + 1))
-- index t_expr_idx1: on t using btree ((d ->> 'x'))
-- index t_gin: on t using gin (d jsonb_path_ops)
-- index t_lower_idx: on t using btree (lower(b))
-- index t_unique: unique, on t using btree (a), with fillfactor = 70
-- table t: (a, b, c, d)
