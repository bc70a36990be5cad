BEGIN;
CREATE TABLE kept (id int);
SAVEPOINT one;
CREATE TABLE dropped (id int);
ALTER TABLE kept ADD COLUMN lost int;
ROLLBACK TO one;
ALTER TABLE kept ADD COLUMN stays int;
SAVEPOINT two;
RELEASE SAVEPOINT two;
COMMIT;
BEGIN;
SET search_path = other;
DROP TABLE public.kept;
CREATE TABLE public.never (id int);
ROLLBACK;
CREATE TABLE in_public (id int);
BEGIN;
SET LOCAL search_path = elsewhere;
COMMIT;
CREATE TABLE also_public (id int);

-- expected:
-- column also_public.id: int4
-- column in_public.id: int4
-- column kept.id: int4
-- column kept.stays: int4
-- table also_public: (id)
-- table in_public: (id)
-- table kept: (id, stays)
