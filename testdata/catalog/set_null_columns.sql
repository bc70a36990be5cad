CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int, FOREIGN KEY (a, b) REFERENCES p ON DELETE SET NULL (b));
ALTER TABLE c RENAME COLUMN b TO item;

-- expected:
-- column c.a: int4
-- column c.item: int4
-- column p.a: int4, not null
-- column p.b: int4, not null
-- constraint c.c_a_b_fkey: foreign key (a, item) references p (a, b), on delete set null (item)
-- constraint p.p_pkey: primary key (a, b)
-- index p_pkey: unique, on p using btree (a, b)
-- table c: (a, item)
-- table p: (a, b)
