-- CreateEnum
CREATE TYPE "scheduled_state" AS ENUM ('DUE', 'DONE', 'STOPPED', 'CANCELLED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "scheduled_verb" ADD VALUE 'CORRECT';
ALTER TYPE "scheduled_verb" ADD VALUE 'CLARIFY';
ALTER TYPE "scheduled_verb" ADD VALUE 'UNLIST';
ALTER TYPE "scheduled_verb" ADD VALUE 'END_EMBARGO';

-- DropIndex
DROP INDEX "scheduled_act_done_at_due_at_idx";

-- DropIndex
DROP INDEX "scheduled_act_story_id_idx";

-- AlterTable
ALTER TABLE "story" ADD COLUMN     "embargo_by_id" UUID,
ADD COLUMN     "embargo_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "embargo_until" TIMESTAMPTZ(3),
ADD COLUMN     "scheduled_for" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "scheduled_act" DROP COLUMN "done_at",
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "copy_before" "copy_state",
ADD COLUMN     "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "detail" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "dismissed_at" TIMESTAMPTZ(3),
ADD COLUMN     "error" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "finished_at" TIMESTAMPTZ(3),
ADD COLUMN     "input" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retry_at" TIMESTAMPTZ(3),
ADD COLUMN     "state" "scheduled_state" NOT NULL DEFAULT 'DUE';

-- CreateIndex
CREATE INDEX "story_scheduled_for_id_idx" ON "story"("scheduled_for", "id");

-- CreateIndex
CREATE INDEX "story_embargo_by_id_idx" ON "story"("embargo_by_id");

-- CreateIndex
CREATE INDEX "scheduled_act_state_due_at_id_idx" ON "scheduled_act"("state", "due_at", "id");

-- CreateIndex
CREATE INDEX "scheduled_act_due_at_id_idx" ON "scheduled_act"("due_at", "id");

-- CreateIndex
CREATE INDEX "scheduled_act_story_id_state_idx" ON "scheduled_act"("story_id", "state");

-- CreateIndex
CREATE INDEX "scheduled_act_revision_id_idx" ON "scheduled_act"("revision_id");

-- CreateIndex
CREATE INDEX "scheduled_act_actor_id_idx" ON "scheduled_act"("actor_id");

-- AddForeignKey
ALTER TABLE "story" ADD CONSTRAINT "story_embargo_by_id_fkey" FOREIGN KEY ("embargo_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_act" ADD CONSTRAINT "scheduled_act_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_act" ADD CONSTRAINT "scheduled_act_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_act" ADD CONSTRAINT "scheduled_act_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
