DROP TABLE items;
--;;
DROP TABLE orders;
