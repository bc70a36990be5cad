-- The rows of a small table that the migrations spell out with their keys are not deleted.
-- migration: 1_kinds.sql
CREATE TABLE kinds (id int PRIMARY KEY, name text, sort int);
CREATE TABLE users (id serial PRIMARY KEY, name text);
CREATE TABLE teams (id int PRIMARY KEY, name text, owner int REFERENCES users); -- want fk-missing-index: `owner`
INSERT INTO kinds (id, name) VALUES (1, 'new'), (2, 'old');
INSERT INTO users (id, name) VALUES (1, 'root'), (2, 'nobody');
INSERT INTO teams VALUES (1, 'a', 1), (2, 'b', 2);
-- migration: 2_orders.sql
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    kind int REFERENCES kinds,
    buyer int REFERENCES users, -- want fk-missing-index: `buyer`
    team int REFERENCES teams, -- want fk-missing-index: `team`
    former int REFERENCES kinds ON DELETE SET NULL -- want fk-missing-index: `former`
);
