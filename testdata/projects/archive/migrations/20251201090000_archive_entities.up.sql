SET LOCAL lock_timeout = '2s';

CREATE SCHEMA archive;

CREATE TABLE archive.moved_tables (
    name text PRIMARY KEY,
    moved_at timestamptz NOT NULL DEFAULT now(),
    droppable_at timestamptz NOT NULL DEFAULT now() + interval '90 days'
);

ALTER TABLE core.entity_addresses SET SCHEMA archive;
ALTER TABLE core.entity_emails SET SCHEMA archive;
ALTER TABLE core.entity_phones SET SCHEMA archive;
ALTER TABLE core.entity_relations SET SCHEMA archive;
ALTER TABLE core.entity_documents SET SCHEMA archive;
ALTER TABLE core.entity_notes SET SCHEMA archive;
ALTER TABLE core.entity_tags SET SCHEMA archive;

INSERT INTO archive.moved_tables (name)
VALUES ('entity_addresses'), ('entity_emails'), ('entity_phones'), ('entity_relations'), ('entity_documents'), ('entity_notes'), ('entity_tags')
ON CONFLICT (name) DO NOTHING;
