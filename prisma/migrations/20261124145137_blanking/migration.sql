-- CreateTable
CREATE TABLE "blanked_block" (
    "revision_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "story_id" UUID NOT NULL,
    "block" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "blanked_block_pkey" PRIMARY KEY ("revision_id","position")
);

-- CreateIndex
CREATE INDEX "blanked_block_story_id_idx" ON "blanked_block"("story_id");
