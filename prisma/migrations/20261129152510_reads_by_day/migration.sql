-- CreateTable
CREATE TABLE "story_read_day" (
    "day" DATE NOT NULL,
    "story_id" UUID NOT NULL,
    "reads" INTEGER NOT NULL,

    CONSTRAINT "story_read_day_pkey" PRIMARY KEY ("story_id","day")
);

-- CreateIndex
CREATE INDEX "story_read_day_day_idx" ON "story_read_day"("day");
