SET lock_timeout TO 1000;
