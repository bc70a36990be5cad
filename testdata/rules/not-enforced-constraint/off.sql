-- config: pg-version = 18
CREATE TABLE posts (id bigint PRIMARY KEY, total integer, CHECK (total > 0) NOT ENFORCED);
