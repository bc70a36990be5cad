-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, first text, last text);
CREATE TABLE kept (id bigint PRIMARY KEY, last text, first text);
-- migration: 2_copy.sql
INSERT INTO kept TABLE people; -- want insert-column-order: `people.first` in `kept.last`
