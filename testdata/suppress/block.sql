DO $$
BEGIN
  -- migrate-lint: allow(index-not-concurrent) the next statement of the block
  CREATE INDEX a ON t (a);
  CREATE INDEX b ON t (b); -- want index-not-concurrent
  CREATE INDEX c ON t (c); -- migrate-lint: allow(index-not-concurrent) at the end of its line
END
$$;
-- migrate-lint: allow(index-not-concurrent) the whole block
DO $$
BEGIN
  CREATE INDEX d ON t (d);
  CREATE INDEX e ON t (e);
END
$$;
