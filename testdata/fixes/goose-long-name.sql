-- migration: 1_content.sql
-- +goose Up
CREATE TABLE content_of_a_collection (id bigint PRIMARY KEY);
CREATE TABLE collections_of_all_the_content_of_a_collection (
    id bigint PRIMARY KEY,
    content_of_a_collection_id bigint REFERENCES content_of_a_collection (id) ON DELETE CASCADE
);
-- +goose Down
DROP TABLE collections_of_all_the_content_of_a_collection;
DROP TABLE content_of_a_collection;
