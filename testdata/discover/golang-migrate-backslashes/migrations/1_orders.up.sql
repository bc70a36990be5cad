CREATE TABLE orders (id bigint PRIMARY KEY, state text);
INSERT INTO orders VALUES (1, 'a text over lines
\news
\x');
