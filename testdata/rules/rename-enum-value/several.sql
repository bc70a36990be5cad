-- Values of one enum that are renamed one after the other are one finding.
-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('a', 'b', 'c', 'd', 'e');
CREATE TYPE place AS ENUM ('home');
-- migration: 2_upper.sql
ALTER TYPE state RENAME VALUE 'a' TO 'A'; -- want rename-enum-value: running code that writes 'a', 'b', 'c' and 2 more or compares with them fails from here on, and code that reads meets 'A', 'B', 'C' and 2 more, which it does not know
ALTER TYPE state RENAME VALUE 'b' TO 'B';
ALTER TYPE state RENAME VALUE 'c' TO 'C';
ALTER TYPE state RENAME VALUE 'd' TO 'D';
ALTER TYPE state RENAME VALUE 'e' TO 'E';
ALTER TYPE place RENAME VALUE 'home' TO 'Home'; -- want rename-enum-value: running code that writes 'home' or compares with it fails
-- migration: 3_two.sql
ALTER TYPE state RENAME VALUE 'A' TO 'x'; -- want rename-enum-value: help: add the new values, let the application write them and accept both, and change the rows in batches:\nALTER TYPE state ADD VALUE 'x' BEFORE 'A';\nALTER TYPE state ADD VALUE 'y' BEFORE 'B';
ALTER TYPE state RENAME VALUE 'B' TO 'y';
