UPDATE "device" SET "note" = NULL;
