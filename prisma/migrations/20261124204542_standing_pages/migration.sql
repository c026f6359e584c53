-- CreateEnum
CREATE TYPE "story_kind" AS ENUM ('STORY', 'PAGE');

-- AlterTable
ALTER TABLE "story" ADD COLUMN     "kind" "story_kind" NOT NULL DEFAULT 'STORY',
ADD COLUMN     "purpose" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "live_page" (
    "story_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "standfirst" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "picture" JSONB,
    "corrections" JSONB NOT NULL,
    "seo_title" TEXT NOT NULL,
    "seo_description" TEXT NOT NULL,
    "noindex" BOOLEAN NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3),
    "revision_number" INTEGER NOT NULL,

    CONSTRAINT "live_page_pkey" PRIMARY KEY ("story_id")
);

-- CreateTable
CREATE TABLE "live_page_picture" (
    "story_id" UUID NOT NULL,
    "picture_id" UUID NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "live_page_picture_pkey" PRIMARY KEY ("story_id","picture_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "live_page_path_key" ON "live_page"("path");

-- CreateIndex
CREATE INDEX "live_page_picture_picture_id_idx" ON "live_page_picture"("picture_id");

-- CreateIndex
CREATE INDEX "story_kind_edited_at_id_idx" ON "story"("kind", "edited_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "live_page_picture" ADD CONSTRAINT "live_page_picture_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "live_page"("story_id") ON DELETE CASCADE ON UPDATE CASCADE;
