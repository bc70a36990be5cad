--- down   migration
DROP TABLE b;
---- UP MIGRATION
CREATE TABLE b (id int);
