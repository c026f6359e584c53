-- CreateEnum
CREATE TYPE "shown_words" AS ENUM ('COMPARED', 'NEW', 'NONE');

-- AlterTable
ALTER TABLE "live_story" ADD COLUMN     "versions" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "live_version" (
    "story_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "revision_kind" NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "revision_hash" TEXT NOT NULL,
    "words" "shown_words" NOT NULL,
    "change" JSONB,
    "blanked_at" TIMESTAMPTZ(3),

    CONSTRAINT "live_version_pkey" PRIMARY KEY ("story_id","number")
);

-- CreateTable
CREATE TABLE "reader_version" (
    "story_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "words" "shown_words" NOT NULL,

    CONSTRAINT "reader_version_pkey" PRIMARY KEY ("story_id","number")
);
