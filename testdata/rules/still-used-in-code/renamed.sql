-- config: [application]
-- config: paths = ["app"]
-- migration: app/models/order_line.rb
class OrderLine
  scope :noted, -> { where.not(note: nil) }
  # OrderLine.note
end
-- migration: db/1_shop.sql
CREATE TABLE order_lines (id bigint PRIMARY KEY, note text);
-- migration: db/2_rename.sql
ALTER TABLE order_lines RENAME COLUMN note TO remark; -- want still-used-in-code: `order_lines.note` away while the application still names it in app/models/order_line.rb:2 and in one more place
