--! Previous: -
--! Hash: sha1:abc
--! Message: orders

CREATE TABLE orders (id bigint PRIMARY KEY);
