-- config: [rules.release-coupling]
-- config: severity = "advice"
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
ALTER TABLE orders ADD COLUMN remark text, DROP COLUMN note;
CREATE TABLE scratch (id bigint PRIMARY KEY);
DROP TABLE scratch;
