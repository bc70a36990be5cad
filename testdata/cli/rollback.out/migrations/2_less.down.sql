-- cannot restore: values of orders.note
ALTER TABLE orders ADD COLUMN note text;
