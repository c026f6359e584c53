-- AlterTable
ALTER TABLE "media_file" ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "rights_note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "trashed_at" TIMESTAMPTZ(3),
ADD COLUMN     "trashed_by_id" UUID,
ADD COLUMN     "usable_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "live_media" ALTER COLUMN "facts" DROP NOT NULL;

-- AlterTable
ALTER TABLE "live_page_media" ALTER COLUMN "facts" DROP NOT NULL;

-- CreateTable
CREATE TABLE "story_media" (
    "story_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "story_media_pkey" PRIMARY KEY ("story_id","media_id")
);

-- CreateIndex
CREATE INDEX "story_media_media_id_idx" ON "story_media"("media_id");

-- CreateIndex
CREATE INDEX "media_file_usable_until_idx" ON "media_file"("usable_until");

-- CreateIndex
CREATE INDEX "media_file_trashed_at_idx" ON "media_file"("trashed_at");

-- Where the stories that are there use files: in working copies, or in the published text where no work on it has begun.
INSERT INTO "story_media" ("story_id", "media_id")
SELECT DISTINCT d."story_id", (v #>> '{}')::uuid
FROM (
  SELECT "story_id", "document" FROM "story_document"
  UNION ALL
  SELECT "story_id", "document" FROM "live_story" WHERE "story_id" NOT IN (SELECT "story_id" FROM "story_document")
  UNION ALL
  SELECT "story_id", "document" FROM "live_page" WHERE "story_id" NOT IN (SELECT "story_id" FROM "story_document")
) d, jsonb_path_query(d."document", 'strict $.**.media') v
WHERE v #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

-- Files that only earlier revisions hold count as removed.
INSERT INTO "story_media" ("story_id", "media_id", "removed_at")
SELECT DISTINCT r."story_id", m[1]::uuid, now()
FROM "revision" r, unnest(r."blocks") b,
  regexp_matches(b, '"media":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"', 'g') m
WHERE b LIKE '%"media":"%'
ON CONFLICT DO NOTHING;
