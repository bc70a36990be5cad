ALTER TABLE /* SCHEMA_NAME */."Order" ADD COLUMN "note" text;
CREATE INDEX CONCURRENTLY "Order_note_idx" ON /* SCHEMA_NAME */."Order" ("note");
