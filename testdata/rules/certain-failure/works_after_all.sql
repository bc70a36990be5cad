-- migration: 1_base.sql
CREATE TABLE webhooks (id serial PRIMARY KEY, visibility text, icon bytea);
CREATE VIEW webhook_view AS SELECT * FROM webhooks;
ALTER TABLE webhooks ADD COLUMN url varchar(100);
-- migration: 2_new_types.sql
ALTER TABLE webhooks DROP COLUMN url, ADD COLUMN url text;
ALTER TABLE webhooks ALTER COLUMN url TYPE varchar(300);
-- migration: 3_text_key.sql
DROP VIEW webhook_view;
ALTER TABLE webhooks ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id SET DATA TYPE text;
DROP SEQUENCE webhooks_id_seq;
-- migration: 4_view.sql
CREATE VIEW webhook_view AS SELECT * FROM webhooks;
-- migration: 5_view_in_the_way.sql
ALTER TABLE webhooks ALTER COLUMN icon TYPE text USING encode(icon, 'base64'); -- want certain-failure: cannot alter type of a column used by a view or rule
