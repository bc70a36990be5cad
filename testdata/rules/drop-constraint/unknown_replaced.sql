-- migration: 7_keys.sql
ALTER TABLE blocks DROP CONSTRAINT blocks_pkey;
ALTER TABLE blocks ADD PRIMARY KEY (ledger, previous);
ALTER TABLE entries DROP CONSTRAINT entries_block_fkey;
ALTER TABLE entries ADD FOREIGN KEY (block) REFERENCES blocks (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE entries DROP CONSTRAINT entries_owner_fkey; -- want drop-constraint: removes the constraint `entries_owner_fkey`
ALTER TABLE notes DROP CONSTRAINT notes_pkey; -- want drop-constraint: removes the constraint `notes_pkey`
ALTER TABLE others ADD PRIMARY KEY (id);
