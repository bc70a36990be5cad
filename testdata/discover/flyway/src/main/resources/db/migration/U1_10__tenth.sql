DROP TABLE tenth;
