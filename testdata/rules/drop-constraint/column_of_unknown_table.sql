-- migration: 001_base.sql
ALTER TABLE lots ADD CONSTRAINT lots_pkey PRIMARY KEY (code, version);
ALTER TABLE bids ADD CONSTRAINT bids_pkey PRIMARY KEY (code, version);

-- migration: 002_no_version.sql
ALTER TABLE lots DROP CONSTRAINT lots_pkey, DROP COLUMN version, ADD PRIMARY KEY (code, place);

-- migration: 003_kept.sql
ALTER TABLE bids DROP CONSTRAINT bids_pkey, DROP COLUMN price, ADD PRIMARY KEY (code, place); -- want drop-constraint: rows with the same (code, version) can be written from now on
