ALTER TABLE orders SET UNLOGGED; -- want unlogged-table: a crash of the server empties `orders`
