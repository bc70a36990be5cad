-- migration: V1__orders.sql
﻿CREATE TABLE orders (id bigint PRIMARY KEY);
