-- config: [application]
-- config: paths = ["app"]
-- migration: app/notes.rb
notes = Order.all.map(&:footnote)
legacy_orders_count = 0
-- migration: app/people.rb
Person.where(note: nil)
-- migration: other/order.rb
Order.where(note: nil)
-- migration: db/1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE legacy_orders (id bigint PRIMARY KEY);
-- migration: db/2_drop.sql
ALTER TABLE orders DROP COLUMN note;
DROP TABLE legacy_orders;
