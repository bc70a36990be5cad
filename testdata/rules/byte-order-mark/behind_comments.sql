-- migration: 1_orders.sql
﻿-- the orders of the shop
CREATE TABLE orders (id bigint PRIMARY KEY); -- want byte-order-mark: begins with a byte order mark
CREATE TABLE carts (id bigint PRIMARY KEY);
