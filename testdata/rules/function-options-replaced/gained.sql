-- migration: 1_shop.sql
CREATE FUNCTION a() RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE FUNCTION b() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE PROCEDURE c() LANGUAGE plpgsql AS 'BEGIN END';
-- migration: 2_definer.sql
CREATE OR REPLACE FUNCTION a() RETURNS numeric LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS 'BEGIN RETURN 1; END'; -- want function-options-replaced: `a` runs with its owner's rights from the commit on
CREATE OR REPLACE FUNCTION b() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS 'BEGIN RETURN NEW; END';
CREATE OR REPLACE PROCEDURE c() LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS 'BEGIN END'; -- want function-options-replaced: `c` runs with its owner's rights from the commit on
