-- migration: 1_shop.sql
CREATE FUNCTION a(i int) RETURNS numeric LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = '' AS 'BEGIN RETURN 1; END';
CREATE FUNCTION b(i int) RETURNS numeric LANGUAGE plpgsql STABLE SECURITY DEFINER AS 'BEGIN RETURN 1; END';
ALTER FUNCTION b(int) SET search_path = '';
-- migration: 2_written_again.sql
CREATE OR REPLACE FUNCTION a(i int) RETURNS numeric LANGUAGE plpgsql STABLE RETURNS NULL ON NULL INPUT SECURITY DEFINER SET search_path = '' AS 'BEGIN RETURN 2; END';
-- migration: 3_set_behind.sql
CREATE OR REPLACE FUNCTION b(i int) RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RETURN 2; END';
ALTER FUNCTION b(int) SECURITY DEFINER;
ALTER FUNCTION b(int) STABLE;
ALTER FUNCTION b(int) SET search_path = '';
-- migration: 4_other_arguments.sql
CREATE OR REPLACE FUNCTION a(i text) RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RETURN 2; END';
-- migration: 5_new.sql
CREATE FUNCTION c() RETURNS numeric LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS 'BEGIN RETURN 2; END';
CREATE OR REPLACE FUNCTION c() RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RETURN 2; END';
-- migration: 6_unseen.sql
CREATE OR REPLACE FUNCTION legacy() RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RETURN 2; END';
