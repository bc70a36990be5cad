CREATE INDEX "device_note_idx" ON "device" ("note");
