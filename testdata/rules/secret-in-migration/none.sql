CREATE ROLE app LOGIN;
ALTER ROLE app PASSWORD NULL;
CREATE TABLE users (id bigint PRIMARY KEY, password text);
SELECT 'password' AS word;
CREATE SUBSCRIPTION orders CONNECTION 'host=primary dbname=shop user=repl passfile=/etc/pgpass' PUBLICATION orders;
