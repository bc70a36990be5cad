-- migration: 001_state.sql
CREATE TYPE order_state AS ENUM ('open', 'closed');
-- migration: 002_state.sql
CREATE TYPE order_state AS ENUM ('open', 'closed', 'lost'); -- want object-conflict: the type `order_state` is there already
