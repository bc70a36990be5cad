-- config: [rules.insert-without-columns]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE roles (name text PRIMARY KEY, label text);
-- migration: 2_rows.sql
INSERT INTO roles SELECT 'admin', 'A'; -- want insert-without-columns: `roles`
