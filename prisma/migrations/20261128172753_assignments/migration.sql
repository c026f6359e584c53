-- CreateEnum
CREATE TYPE "assignment_state" AS ENUM ('OFFERED', 'ACCEPTED', 'DECLINED');

-- CreateEnum
CREATE TYPE "flag_kind" AS ENUM ('LEGAL', 'SENSITIVE');

-- CreateEnum
CREATE TYPE "hand_over_kind" AS ENUM ('FILED', 'SENT_BACK', 'APPROVED');

-- AlterTable
ALTER TABLE "story" ADD COLUMN     "due_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "assignment" (
    "story_id" UUID NOT NULL,
    "person_id" UUID,
    "state" "assignment_state" NOT NULL DEFAULT 'OFFERED',
    "assigned_by_id" UUID,
    "assigned_at" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL DEFAULT '',
    "answered_at" TIMESTAMPTZ(3),
    "brief" TEXT NOT NULL DEFAULT '',
    "length" INTEGER,
    "picture_wish" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("story_id")
);

-- CreateTable
CREATE TABLE "story_flag" (
    "story_id" UUID NOT NULL,
    "kind" "flag_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "person_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "story_flag_pkey" PRIMARY KEY ("story_id","kind")
);

-- CreateTable
CREATE TABLE "hand_over_note" (
    "story_id" UUID NOT NULL,
    "kind" "hand_over_kind" NOT NULL,
    "note" TEXT NOT NULL,
    "person_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hand_over_note_pkey" PRIMARY KEY ("story_id")
);

-- CreateIndex
CREATE INDEX "assignment_person_id_state_idx" ON "assignment"("person_id", "state");

-- CreateIndex
CREATE INDEX "story_due_at_id_idx" ON "story"("due_at", "id");

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_assigned_by_id_fkey" FOREIGN KEY ("assigned_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_flag" ADD CONSTRAINT "story_flag_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_flag" ADD CONSTRAINT "story_flag_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over_note" ADD CONSTRAINT "hand_over_note_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over_note" ADD CONSTRAINT "hand_over_note_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
