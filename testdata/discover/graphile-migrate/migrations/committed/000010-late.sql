--! Previous: sha1:def
--! Hash: sha1:fff

SELECT 1;
--! no-transaction
