-- Files that a known tool sends as they are do not vouch for each other.
-- config: layout = "sqlx"
-- migration: 1_orders.sql
﻿CREATE TABLE orders (id bigint PRIMARY KEY); -- want byte-order-mark: begins with a byte order mark
-- migration: 2_notes.sql
﻿CREATE TABLE notes (id bigint PRIMARY KEY); -- want byte-order-mark: begins with a byte order mark
-- migration: 3_words.sql
﻿CREATE TABLE words (id bigint PRIMARY KEY); -- want byte-order-mark: begins with a byte order mark
