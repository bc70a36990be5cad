ALTER TABLE orders MODIFY note varchar(255) NOT NULL;
