-- Where nobody knows the tool, something takes the mark away that all files begin with.
-- migration: 1_orders.sql
﻿CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_notes.sql
﻿CREATE TABLE notes (id bigint PRIMARY KEY);
-- migration: 3_words.sql
﻿CREATE TABLE words (id bigint PRIMARY KEY);
