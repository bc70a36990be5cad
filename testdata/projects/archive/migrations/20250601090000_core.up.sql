CREATE SCHEMA core;

CREATE TABLE core.parties (
    id bigint PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE core.entity_addresses (
    id bigint PRIMARY KEY,
    party_id bigint NOT NULL REFERENCES core.parties (id),
    value text
);
CREATE INDEX entity_addresses_party_idx ON core.entity_addresses (party_id);

CREATE TABLE core.entity_emails (
    id bigint PRIMARY KEY,
    party_id bigint NOT NULL REFERENCES core.parties (id),
    value text
);
CREATE INDEX entity_emails_party_idx ON core.entity_emails (party_id);

CREATE TABLE core.entity_phones (
    id bigint PRIMARY KEY,
    party_id bigint NOT NULL REFERENCES core.parties (id),
    value text
);
CREATE INDEX entity_phones_party_idx ON core.entity_phones (party_id);

CREATE TABLE core.entity_relations (
    id bigint PRIMARY KEY,
    party_id bigint NOT NULL REFERENCES core.parties (id),
    value text
);
CREATE INDEX entity_relations_party_idx ON core.entity_relations (party_id);

CREATE TABLE core.entity_documents (
    id bigint PRIMARY KEY,
    party_id bigint NOT NULL REFERENCES core.parties (id),
    value text
);
CREATE INDEX entity_documents_party_idx ON core.entity_documents (party_id);

CREATE TABLE core.entity_notes (
    id bigint PRIMARY KEY,
    party_id bigint NOT NULL REFERENCES core.parties (id),
    value text
);
CREATE INDEX entity_notes_party_idx ON core.entity_notes (party_id);

CREATE TABLE core.entity_tags (
    id bigint PRIMARY KEY,
    party_id bigint NOT NULL REFERENCES core.parties (id),
    value text
);
CREATE INDEX entity_tags_party_idx ON core.entity_tags (party_id);

CREATE TABLE core.party_contacts (
    id bigint PRIMARY KEY,
    party_id bigint NOT NULL REFERENCES core.parties (id),
    kind text NOT NULL,
    value text
);
CREATE INDEX party_contacts_party_idx ON core.party_contacts (party_id);
