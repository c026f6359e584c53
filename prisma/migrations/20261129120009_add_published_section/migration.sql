-- AlterTable
ALTER TABLE "story" ADD COLUMN     "published_section_id" UUID;

-- Where readers have each story now. Of one that is taken down only the section of its working copy is known.
UPDATE "story" s SET "published_section_id" = l."section_id" FROM "live_story" l WHERE l."story_id" = s."id";
UPDATE "story" SET "published_section_id" = "section_id" WHERE "publication" = 'TAKEN_DOWN';
