-- CreateEnum
CREATE TYPE "review_right" AS ENUM ('VIEW', 'COMMENT', 'APPROVE');

-- AlterEnum
ALTER TYPE "notice_kind" ADD VALUE 'GUEST_APPROVED';

-- AlterEnum
ALTER TYPE "revision_kind" ADD VALUE 'REVIEWED';

-- AlterTable
ALTER TABLE "comment_thread" ALTER COLUMN "created_by_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "comment" ADD COLUMN     "guest_id" UUID,
ALTER COLUMN "person_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "review_link" (
    "id" UUID NOT NULL,
    "story_id" UUID NOT NULL,
    "shared_by_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "may" "review_right" NOT NULL,
    "revision_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "open_count" INTEGER NOT NULL DEFAULT 0,
    "last_opened_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "approved_version" INTEGER,
    "approval_note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "review_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "review_link_token_hash_key" ON "review_link"("token_hash");

-- CreateIndex
CREATE INDEX "review_link_story_id_created_at_idx" ON "review_link"("story_id", "created_at");

-- CreateIndex
CREATE INDEX "review_link_shared_by_id_idx" ON "review_link"("shared_by_id");

-- CreateIndex
CREATE INDEX "review_link_revision_id_idx" ON "review_link"("revision_id");

-- CreateIndex
CREATE INDEX "comment_guest_id_idx" ON "comment"("guest_id");

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_guest_id_fkey" FOREIGN KEY ("guest_id") REFERENCES "review_link"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_link" ADD CONSTRAINT "review_link_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_link" ADD CONSTRAINT "review_link_shared_by_id_fkey" FOREIGN KEY ("shared_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_link" ADD CONSTRAINT "review_link_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;
