-- The careful way: the scan runs in a later migration, under a lock that lets writes through.
ALTER TABLE orders ADD CONSTRAINT orders_note_check CHECK (note IS NOT NULL) NOT VALID;
