SET LOCAL lock_timeout = '2s';

ALTER TABLE archive.entity_addresses SET SCHEMA core;
ALTER TABLE archive.entity_emails SET SCHEMA core;
ALTER TABLE archive.entity_phones SET SCHEMA core;
ALTER TABLE archive.entity_relations SET SCHEMA core;
ALTER TABLE archive.entity_documents SET SCHEMA core;
ALTER TABLE archive.entity_notes SET SCHEMA core;
ALTER TABLE archive.entity_tags SET SCHEMA core;
DROP TABLE archive.moved_tables;
DROP SCHEMA archive;
