ALTER TABLE orders ALTER COLUMN state TYPE varchar(20);
