-- AlterTable
ALTER TABLE "live_story" ADD COLUMN     "editors_note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "editors_note_at" TIMESTAMPTZ(3);
