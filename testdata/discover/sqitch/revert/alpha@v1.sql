DROP TABLE alpha_one;
