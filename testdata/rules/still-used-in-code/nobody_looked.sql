-- migration: app/order.rb
Order.where(note: nil)
-- migration: db/1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: db/2_drop.sql
ALTER TABLE orders DROP COLUMN note;
