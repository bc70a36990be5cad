ALTER TABLE "device" DROP COLUMN "note";
