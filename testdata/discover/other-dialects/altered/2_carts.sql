ALTER TABLE carts ADD INDEX carts_owner (owner);
