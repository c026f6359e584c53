-- CreateTable
CREATE TABLE "redirect" (
    "path" TEXT NOT NULL,
    "hits" INTEGER NOT NULL DEFAULT 0,
    "last_hit_at" TIMESTAMPTZ(3),

    CONSTRAINT "redirect_pkey" PRIMARY KEY ("path")
);
