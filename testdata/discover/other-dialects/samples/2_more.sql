ALTER TABLE samples ADD COLUMN flags UInt8;
