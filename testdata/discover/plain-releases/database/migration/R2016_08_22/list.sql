CREATE INDEX topic_list ON topic USING brin (id);
