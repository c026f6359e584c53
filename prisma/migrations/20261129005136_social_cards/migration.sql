-- AlterTable
ALTER TABLE "live_story" ADD COLUMN     "social_alt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "social_picture" UUID,
ADD COLUMN     "social_text" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "social_title" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "live_page" ADD COLUMN     "social_alt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "social_picture" UUID,
ADD COLUMN     "social_text" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "social_title" TEXT NOT NULL DEFAULT '';
