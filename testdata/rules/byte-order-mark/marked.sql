-- migration: 1_orders.sql
﻿CREATE TABLE orders (id bigint PRIMARY KEY); -- want byte-order-mark: begins with a byte order mark
