-- CreateTable
CREATE TABLE "reader_report" (
    "id" UUID NOT NULL,
    "story_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL DEFAULT '',
    "quote" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "handled_by_id" UUID,

    CONSTRAINT "reader_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form_count" (
    "key" TEXT NOT NULL,
    "sent" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "form_count_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "reader_report_handled_at_at_id_idx" ON "reader_report"("handled_at", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "reader_report_story_id_idx" ON "reader_report"("story_id");

-- CreateIndex
CREATE INDEX "reader_report_at_idx" ON "reader_report"("at");

-- CreateIndex
CREATE INDEX "form_count_until_idx" ON "form_count"("until");
