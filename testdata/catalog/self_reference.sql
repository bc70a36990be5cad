CREATE TABLE node (id int PRIMARY KEY, parent_id int REFERENCES node, other int, FOREIGN KEY (other) REFERENCES node (id) ON DELETE SET NULL);
ALTER TABLE node DROP COLUMN parent_id;
DROP TABLE node;
CREATE TABLE node (id int PRIMARY KEY, parent_id int);
ALTER TABLE node ADD CONSTRAINT up FOREIGN KEY (parent_id) REFERENCES node;
ALTER TABLE node DROP CONSTRAINT node_pkey CASCADE;

-- expected:
-- column node.id: int4, not null
-- column node.parent_id: int4
-- table node: (id, parent_id)
