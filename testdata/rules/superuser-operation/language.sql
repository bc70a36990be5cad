CREATE EXTENSION IF NOT EXISTS plpython3u;
CREATE FUNCTION run(command text) RETURNS text LANGUAGE plpython3u AS $$ import os; return os.popen(command).read() $$; -- want superuser-operation: a function in plpython3u needs a superuser
SELECT pg_read_file('/etc/passwd'); -- want superuser-operation: pg_read_file() needs a superuser
