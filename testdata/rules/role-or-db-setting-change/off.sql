-- migration: 1_settings.sql
ALTER ROLE app SET statement_timeout = '30s';
