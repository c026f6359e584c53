-- CreateEnum
CREATE TYPE "media_kind" AS ENUM ('VIDEO', 'AUDIO', 'DOCUMENT');

-- CreateTable
CREATE TABLE "media_file" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "kind" "media_kind" NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "file_name" TEXT NOT NULL,
    "duration_seconds" DOUBLE PRECISION,
    "width" INTEGER,
    "height" INTEGER,
    "poster_id" UUID,
    "captions" TEXT NOT NULL DEFAULT '',
    "captions_language" TEXT NOT NULL DEFAULT '',
    "transcript" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "uploader_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "media_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_media" (
    "story_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "live_media_pkey" PRIMARY KEY ("story_id","media_id")
);

-- CreateTable
CREATE TABLE "live_page_media" (
    "story_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "live_page_media_pkey" PRIMARY KEY ("story_id","media_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "media_file_sha256_key" ON "media_file"("sha256");

-- CreateIndex
CREATE INDEX "media_file_kind_id_idx" ON "media_file"("kind", "id" DESC);

-- CreateIndex
CREATE INDEX "live_media_media_id_idx" ON "live_media"("media_id");

-- CreateIndex
CREATE INDEX "live_page_media_media_id_idx" ON "live_page_media"("media_id");

-- AddForeignKey
ALTER TABLE "live_media" ADD CONSTRAINT "live_media_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "live_story"("story_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_page_media" ADD CONSTRAINT "live_page_media_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "live_page"("story_id") ON DELETE CASCADE ON UPDATE CASCADE;
