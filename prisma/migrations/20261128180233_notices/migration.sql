-- CreateEnum
CREATE TYPE "watch_kind" AS ENUM ('STORY', 'SECTION', 'PERSON');

-- AlterEnum
ALTER TYPE "notice_kind" ADD VALUE 'ASSIGNED';
ALTER TYPE "notice_kind" ADD VALUE 'ACCEPTED';
ALTER TYPE "notice_kind" ADD VALUE 'DECLINED';
ALTER TYPE "notice_kind" ADD VALUE 'DUE_SOON';
ALTER TYPE "notice_kind" ADD VALUE 'OVERDUE';
ALTER TYPE "notice_kind" ADD VALUE 'FILED';
ALTER TYPE "notice_kind" ADD VALUE 'SENT_BACK';
ALTER TYPE "notice_kind" ADD VALUE 'APPROVED';
ALTER TYPE "notice_kind" ADD VALUE 'SCHEDULED';
ALTER TYPE "notice_kind" ADD VALUE 'PUBLISHED';
ALTER TYPE "notice_kind" ADD VALUE 'STOPPED';
ALTER TYPE "notice_kind" ADD VALUE 'TAKEN_DOWN';
ALTER TYPE "notice_kind" ADD VALUE 'CORRECTED';
ALTER TYPE "notice_kind" ADD VALUE 'REPORTED';

-- DropIndex
DROP INDEX "notice_person_id_comment_id_key";

-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "key" TEXT,
ADD COLUMN     "text" TEXT NOT NULL DEFAULT '',
ALTER COLUMN "actor_id" DROP NOT NULL,
ALTER COLUMN "thread_id" DROP NOT NULL,
ALTER COLUMN "comment_id" DROP NOT NULL;

-- Every notice so far is about a comment.
UPDATE "notice" SET "key" = "comment_id"::text;
ALTER TABLE "notice" ALTER COLUMN "key" SET NOT NULL;

-- CreateTable
CREATE TABLE "watch" (
    "person_id" UUID NOT NULL,
    "kind" "watch_kind" NOT NULL,
    "subject_id" UUID NOT NULL,
    "is_muted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "watch_pkey" PRIMARY KEY ("person_id","kind","subject_id")
);

-- CreateIndex
CREATE INDEX "watch_kind_subject_id_idx" ON "watch"("kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_person_id_key_key" ON "notice"("person_id", "key");

-- AddForeignKey
ALTER TABLE "watch" ADD CONSTRAINT "watch_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
