-- config: layout = "sqlx"
-- migration: 1_shop.sql
ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID;
COMMENT ON TABLE orders IS 'x';
