INSERT INTO store SELECT generate_series(1, 10);
