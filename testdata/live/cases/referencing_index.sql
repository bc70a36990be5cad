CREATE TABLE parents (id bigint PRIMARY KEY);
CREATE TABLE children (id bigint, parent_id bigint);
CREATE TABLE fresh (parent_id bigint);
INSERT INTO parents SELECT generate_series(1, 1000);
INSERT INTO children SELECT n, n % 1000 + 1 FROM generate_series(1, 600000) AS n;
ANALYZE parents, children;
-- case: the server has an index
CREATE INDEX ON children (parent_id);
-- history
CREATE TABLE IF NOT EXISTS parents (id bigint PRIMARY KEY);
CREATE TABLE IF NOT EXISTS children (id bigint, parent_id bigint);
CREATE TABLE IF NOT EXISTS fresh (parent_id bigint);
-- migration
ALTER TABLE children ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parents (id) NOT VALID; -- want fk-missing-index refuted: the server has children_parent_id_idx on `children`, which covers it
-- case: parents are deleted
-- snapshot
DELETE FROM parents WHERE id > 990;
-- flags: --usage-since 1.json
-- history
CREATE TABLE IF NOT EXISTS parents (id bigint PRIMARY KEY);
CREATE TABLE IF NOT EXISTS children (id bigint, parent_id bigint);
CREATE TABLE IF NOT EXISTS fresh (parent_id bigint);
-- migration
ALTER TABLE children ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parents (id) NOT VALID; -- want fk-missing-index confirmed: 10 writes in
-- case: no index, and nothing known of deletes
-- history
CREATE TABLE IF NOT EXISTS parents (id bigint PRIMARY KEY);
CREATE TABLE IF NOT EXISTS children (id bigint, parent_id bigint);
CREATE TABLE IF NOT EXISTS fresh (parent_id bigint);
-- migration
ALTER TABLE children ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parents (id) NOT VALID; -- want fk-missing-index sized: each delete in `parents` reads all of `children`
-- case: nobody counted
-- history
CREATE TABLE IF NOT EXISTS parents (id bigint PRIMARY KEY);
CREATE TABLE IF NOT EXISTS children (id bigint, parent_id bigint);
CREATE TABLE IF NOT EXISTS fresh (parent_id bigint);
-- migration
ALTER TABLE fresh ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parents (id) NOT VALID; -- want fk-missing-index unknown: `fresh` was never analyzed
