-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "notice_kind" ADD VALUE 'PICTURE_ENDING';
ALTER TYPE "notice_kind" ADD VALUE 'PICTURE_HIDDEN';

-- AlterTable
ALTER TABLE "picture" ADD COLUMN     "hidden_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "story_picture" ADD COLUMN     "removed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "live_picture" ALTER COLUMN "facts" DROP NOT NULL;

-- AlterTable
ALTER TABLE "live_page_picture" ALTER COLUMN "facts" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "picture_usable_from_idx" ON "picture"("usable_from");

-- CreateIndex
CREATE INDEX "picture_hidden_at_idx" ON "picture"("hidden_at");

-- Where the stories that are there use pictures: in working copies, or in the published text where no work on it has begun.
INSERT INTO "story_picture" ("story_id", "picture_id")
SELECT DISTINCT d."story_id", (v #>> '{}')::uuid
FROM (
  SELECT "story_id", "document" FROM "story_document"
  UNION ALL
  SELECT "story_id", "document" FROM "live_story" WHERE "story_id" NOT IN (SELECT "story_id" FROM "story_document")
  UNION ALL
  SELECT "story_id", "document" FROM "live_page" WHERE "story_id" NOT IN (SELECT "story_id" FROM "story_document")
) d, jsonb_path_query(d."document", 'strict $.**.picture') v
WHERE v #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

-- Pictures that only earlier revisions hold count as removed.
INSERT INTO "story_picture" ("story_id", "picture_id", "removed_at")
SELECT DISTINCT r."story_id", m[1]::uuid, now()
FROM "revision" r, unnest(r."blocks") b,
  regexp_matches(b, '"picture":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"', 'g') m
WHERE b LIKE '%"picture":"%'
ON CONFLICT DO NOTHING;
