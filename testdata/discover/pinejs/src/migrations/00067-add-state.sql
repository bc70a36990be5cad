ALTER TABLE "device" ADD COLUMN "state" TEXT;
