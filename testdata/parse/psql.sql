\set ON_ERROR_STOP on
\restrict abc'def
\connect app
\i other/file.sql
  \ir 'sub dir/x.sql'
CREATE TABLE a (b int); \echo done
SELECT 'DROP TABLE x' \gexec
SELECT 1 AS one \gset prefix_
\if :{?x}
SELECT 'a\b', E'\'';
\endif
\copy a (b) FROM 'local.csv' WITH (FORMAT csv)
\copy a FROM STDIN
1
'2
\.
COPY public.a (b) FROM stdin WITH (FORMAT csv);
1	it's; $$ \N
"x"
\.

SELECT 'after';
\unrestrict abc'def
