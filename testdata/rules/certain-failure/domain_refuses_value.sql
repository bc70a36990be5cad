-- migration: 1_shop.sql
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN digit AS positive CHECK (VALUE < 10);
CREATE DOMAIN state AS text CHECK (VALUE IN ('open', 'paid'));
CREATE DOMAIN named AS text NOT NULL;
CREATE DOMAIN matching AS text CHECK (VALUE ~ '^a');
CREATE TABLE orders (id int, amount positive, number digit, now_in state, name named DEFAULT 'x', code matching);
CREATE VIEW shown AS SELECT * FROM orders;
CREATE TABLE ruled (amount positive);
CREATE RULE nothing AS ON INSERT TO ruled DO INSTEAD NOTHING;
-- migration: 2_fine.sql
INSERT INTO orders VALUES (0, 1, 9, 'open', 'n', 'ab'), (0, NULL, NULL, NULL, DEFAULT, NULL);
INSERT INTO orders (id, code) VALUES (1, 'ab'), ((SELECT 0 WHERE false), NULL);
INSERT INTO orders (amount) SELECT 0 FROM shown;
INSERT INTO ruled VALUES (0);
-- migration: 3_check.sql
INSERT INTO orders (id, amount) VALUES (1, 1), (2, 0); -- want certain-failure: fails: value for domain positive violates check constraint "positive_check"
-- migration: 4_below.sql
INSERT INTO orders (number) VALUES (-1) ON CONFLICT DO NOTHING; -- want certain-failure: fails: value for domain digit violates check constraint "positive_check"
-- migration: 5_above.sql
INSERT INTO orders (number) VALUES (11); -- want certain-failure: fails: value for domain digit violates check constraint "digit_check"
-- migration: 6_text.sql
INSERT INTO orders VALUES (1, 1, 1, 'sent'); -- want certain-failure: fails: value for domain state violates check constraint "state_check"
-- migration: 7_null.sql
INSERT INTO orders (name) VALUES (NULL); -- want certain-failure: fails: domain named does not allow null values
-- migration: 8_widened.sql
ALTER DOMAIN state DROP CONSTRAINT state_check;
INSERT INTO orders (now_in) VALUES ('sent');
