-- migration: 1_rename.sql
ALTER TYPE shop.state RENAME VALUE 'open' TO 'opened'; -- want rename-enum-value: meets 'opened'
