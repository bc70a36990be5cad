-- config: [rules.insert-without-columns]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE roles (name text PRIMARY KEY, label text);
-- migration: 2_rows.sql
INSERT INTO roles VALUES ('admin', 'A'), ('guest', 'G'); -- want insert-without-columns: the columns of `roles` by their order
