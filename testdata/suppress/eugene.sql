-- eugene: ignore E6

CREATE INDEX a ON t (a);
CREATE INDEX b ON t (b); -- want index-not-concurrent
-- eugene: ignore E9, E1
-- it has to be
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id);
-- eugene: ignore
CREATE INDEX c ON t (c);
