-- migration: 1_a.sql
CREATE TABLE t (id bigint PRIMARY KEY, a text, b text);
CREATE FUNCTION set_review_feedback_knowledge_suggestion_mappings_organization_id() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; -- want identifier-too-long: it is 65 bytes long
CREATE TRIGGER set_review_feedback_knowledge_suggestion_mappings_organization_id_trigger BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION set_review_feedback_knowledge_suggestion_mappings_organization_id(); -- want identifier-too-long: bytes long
-- migration: 2_b.sql
CREATE TABLE a_table_with_a_name_that_is_as_long_as_names_can_ever_be_in_here_one (id bigint PRIMARY KEY); -- want identifier-too-long: bytes long
CREATE INDEX a_table_with_a_name_that_is_as_long_as_names_can_ever_be_in_here_two ON t (a); -- want identifier-too-long: and so does `a_table_with_a_name_that_is_as_long_as_names_can_ever_be_in_here_one`
