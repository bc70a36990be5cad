DROP TABLE alpha_two;
