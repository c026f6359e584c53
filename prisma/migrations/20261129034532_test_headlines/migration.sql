-- CreateTable
CREATE TABLE "headline_test" (
    "id" UUID NOT NULL,
    "front" TEXT NOT NULL,
    "story_id" UUID NOT NULL,
    "first" TEXT NOT NULL,
    "second" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "max_views" INTEGER NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "by_id" UUID,
    "first_views" INTEGER NOT NULL DEFAULT 0,
    "first_clicks" INTEGER NOT NULL DEFAULT 0,
    "second_views" INTEGER NOT NULL DEFAULT 0,
    "second_clicks" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "headline_test_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "headline_test_front_story_id_idx" ON "headline_test"("front", "story_id");
