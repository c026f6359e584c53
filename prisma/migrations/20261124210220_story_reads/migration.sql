-- CreateTable
CREATE TABLE "story_read" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "story_id" UUID NOT NULL,
    "reads" INTEGER NOT NULL,

    CONSTRAINT "story_read_pkey" PRIMARY KEY ("hour","story_id")
);
