-- migration: 1_shop.sql
CREATE TYPE priority AS ENUM ('low', 'high');
-- migration: 2_add.sql
ALTER TYPE priority ADD VALUE 'medium';
