-- CreateTable
CREATE TABLE "backup_run" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "file" TEXT NOT NULL,
    "bytes" BIGINT,
    "error" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "backup_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "backup_run_started_at_idx" ON "backup_run"("started_at" DESC);
