-- AlterTable
ALTER TABLE "live_story" ADD COLUMN     "no_republish" BOOLEAN NOT NULL DEFAULT false;
