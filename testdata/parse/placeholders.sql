CREATE TABLE ${schema}.users (id int, name ${type:varchar} DEFAULT '${x}');
CREATE TABLE {{.Schema}}.t_{{ n }} (a int);
ALTER TABLE $%TABLE%$ ADD COLUMN é int;
ALTER ROLE app PASSWORD :'pw';
GRANT ALL ON :"tab" TO :owner;
SELECT a::int, b[1:2], x:=1, :v FROM t WHERE id = :id AND z = %(zed)s AND y = 5 %(mod);
ALTER SEQUENCE s RESTART WITH ${start};
COMMENT ON TABLE t IS ${comment};
${statement};
{{ template "shared/x.sql" . }}
SET work_mem TO ${mem};
CREATE FUNCTION f() RETURNS int AS $$ BEGIN UPDATE ${schema}.t SET a = 1; END $$ LANGUAGE plpgsql;
ALTER ROLE {admin_role} BYPASSRLS;
GRANT USAGE ON SCHEMA public TO {admin_role};
INSERT INTO t VALUES ('{a}', '{"b": 1}');
${verb} TABLE t ADD COLUMN a int;
{{ verb }} INDEX i; ${onlyInTests} SELECT 1;
