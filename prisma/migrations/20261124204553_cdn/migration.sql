-- CreateTable
CREATE TABLE "press_cdn" (
    "id" TEXT NOT NULL,
    "seen" TEXT NOT NULL DEFAULT '',
    "answered_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "said" TEXT NOT NULL DEFAULT '',
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "taken_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "press_cdn_pkey" PRIMARY KEY ("id")
);
