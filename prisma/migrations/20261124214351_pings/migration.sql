-- CreateTable
CREATE TABLE "ping" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "paths" TEXT[],
    "tries" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ping_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ping_due_at_idx" ON "ping"("due_at");
