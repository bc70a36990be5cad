CREATE ROLE app LOGIN PASSWORD '${APP_PASSWORD}';
ALTER ROLE app PASSWORD :'app_password';
CREATE ROLE reporting PASSWORD '{{ reporting_password }}';
CREATE ROLE other PASSWORD 'CHANGE_ME';
