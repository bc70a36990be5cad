CREATE TABLE base (id int PRIMARY KEY, name text NOT NULL, CHECK (id > 0), CONSTRAINT own CHECK (id < 9) NO INHERIT);
CREATE TABLE child (extra int, name text DEFAULT 'x') INHERITS (base);
ALTER TABLE base ADD COLUMN added int NOT NULL DEFAULT 1;
ALTER TABLE base ADD CONSTRAINT low CHECK (added > 0);
ALTER TABLE base ALTER COLUMN name TYPE varchar(30);
ALTER TABLE base RENAME COLUMN added TO plus;
ALTER TABLE ONLY base DROP COLUMN plus;
CREATE TABLE loner (id int NOT NULL, name varchar(30) NOT NULL, CONSTRAINT base_id_check CHECK (id > 0));
ALTER TABLE loner INHERIT base;
ALTER TABLE child NO INHERIT base;

-- expected:
-- column base.id: int4, not null
-- column base.name: varchar(30), not null
-- column child.extra: int4
-- column child.id: int4, not null
-- column child.name: varchar(30), not null, default 'x'
-- column child.plus: int4, not null, default 1
-- column loner.id: int4, not null, inherited
-- column loner.name: varchar(30), not null, inherited
-- constraint base.base_id_check: check (id > 0)
-- constraint base.base_pkey: primary key (id)
-- constraint base.own: check (id < 9), no inherit
-- constraint child.base_id_check: check (id > 0)
-- constraint child.low: check (plus > 0)
-- constraint loner.base_id_check: check (id > 0), inherited
-- index base_pkey: unique, on base using btree (id)
-- table base: (id, name)
-- table child: (id, name, extra, plus)
-- table loner: (id, name), inherits base
