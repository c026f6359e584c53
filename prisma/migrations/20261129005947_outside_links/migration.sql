-- CreateTable
CREATE TABLE "outside_link" (
    "url" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'NEW',
    "status" INTEGER,
    "moved_to" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outside_link_pkey" PRIMARY KEY ("url")
);

-- CreateIndex
CREATE INDEX "outside_link_due_at_idx" ON "outside_link"("due_at");

-- CreateIndex
CREATE INDEX "outside_link_asked_at_idx" ON "outside_link"("asked_at");
