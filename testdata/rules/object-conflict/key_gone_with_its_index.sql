-- migration: 1_clients.sql
CREATE TABLE clients (pk bigint PRIMARY KEY, id text NOT NULL);
CREATE UNIQUE INDEX clients_id ON clients (id);
CREATE TABLE grants (id bigint PRIMARY KEY, client_id text NOT NULL CONSTRAINT grants_client_fk REFERENCES clients (id));
CREATE INDEX grants_client_id ON grants (client_id);
-- migration: 2_networks.sql
DROP INDEX clients_id CASCADE;
CREATE UNIQUE INDEX clients_id ON clients (id);
ALTER TABLE grants ADD CONSTRAINT grants_client_fk FOREIGN KEY (client_id) REFERENCES clients (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE grants VALIDATE CONSTRAINT grants_client_fk;
