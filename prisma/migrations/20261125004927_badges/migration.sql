-- AlterTable
ALTER TABLE "live_story" ADD COLUMN     "badge" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "badge_until" TIMESTAMPTZ(3);
