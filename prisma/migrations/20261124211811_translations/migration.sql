-- AlterTable
ALTER TABLE "live_story" ADD COLUMN     "translation_of" UUID;

-- AlterTable
ALTER TABLE "story" ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "translation_of" UUID;

-- CreateIndex
CREATE INDEX "live_story_translation_of_idx" ON "live_story"("translation_of");

-- CreateIndex
CREATE INDEX "story_translation_of_idx" ON "story"("translation_of");

-- What the documents say already.
UPDATE "story" SET "language" = COALESCE(d."document"->'attrs'->>'language', 'en'), "translation_of" = (d."document"->'attrs'->>'translationOf')::uuid
FROM "story_document" d WHERE d."story_id" = "story"."id";
UPDATE "story" SET "language" = l."language" FROM "live_story" l
WHERE l."story_id" = "story"."id" AND NOT EXISTS (SELECT 1 FROM "story_document" d WHERE d."story_id" = "story"."id");
UPDATE "live_story" SET "translation_of" = (s."translation_of") FROM "story" s
WHERE s."id" = "live_story"."story_id" AND s."translation_of" <> s."id";
