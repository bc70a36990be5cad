-- irreversible: the rows come back from the backup alone.
SET LOCAL lock_timeout = '2s';

DROP TABLE archive.entity_addresses;
DROP TABLE archive.entity_emails;
DROP TABLE archive.entity_phones;
DROP TABLE archive.entity_relations;
DROP TABLE archive.entity_documents;
DROP TABLE archive.entity_notes;
DROP TABLE archive.entity_tags;
