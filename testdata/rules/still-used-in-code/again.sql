-- config: [application]
-- config: paths = ["app"]
-- migration: app/order.rb
Order.where(note: nil)
-- migration: db/1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: db/2_again.sql
ALTER TABLE orders RENAME COLUMN note TO old_note;
ALTER TABLE orders ADD COLUMN note jsonb;
