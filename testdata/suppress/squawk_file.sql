CREATE INDEX a ON t (a);
/* squawk-ignore-file require-concurrent-index-creation */
CREATE INDEX b ON t (b);
ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id); -- want add-fk-without-not-valid
