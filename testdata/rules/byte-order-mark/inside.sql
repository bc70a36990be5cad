-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text DEFAULT '﻿');
