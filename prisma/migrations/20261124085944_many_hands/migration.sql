-- CreateEnum
CREATE TYPE "notice_kind" AS ENUM ('MENTIONED', 'REPLIED', 'COMMENTED');

-- CreateEnum
CREATE TYPE "step_origin" AS ENUM ('TYPED', 'PASTED', 'IMPORTED', 'RESTORED');

-- AlterTable
ALTER TABLE "story_step" ADD COLUMN     "origin" "step_origin" NOT NULL DEFAULT 'TYPED';

-- AlterTable
ALTER TABLE "revision" ADD COLUMN     "authorship" JSONB;

-- CreateTable
CREATE TABLE "comment_thread" (
    "id" UUID NOT NULL,
    "story_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "from_position" INTEGER,
    "to_position" INTEGER,
    "quote" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by_id" UUID,

    CONSTRAINT "comment_thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "notice_kind" NOT NULL,
    "actor_id" UUID NOT NULL,
    "story_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "comment_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "story_step_pack" (
    "story_id" UUID NOT NULL,
    "from_version" INTEGER NOT NULL,
    "to_version" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "steps" BYTEA NOT NULL,

    CONSTRAINT "story_step_pack_pkey" PRIMARY KEY ("story_id","from_version")
);

-- CreateIndex
CREATE INDEX "comment_thread_story_id_created_at_idx" ON "comment_thread"("story_id", "created_at");

-- CreateIndex
CREATE INDEX "comment_thread_id_at_idx" ON "comment"("thread_id", "at");

-- CreateIndex
CREATE INDEX "notice_person_id_at_id_idx" ON "notice"("person_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notice_person_id_read_at_idx" ON "notice"("person_id", "read_at");

-- CreateIndex
CREATE UNIQUE INDEX "notice_person_id_comment_id_key" ON "notice"("person_id", "comment_id");

-- CreateIndex
CREATE INDEX "story_step_pack_last_at_idx" ON "story_step_pack"("last_at");

-- CreateIndex
CREATE INDEX "story_step_at_idx" ON "story_step"("at");

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "comment_thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
