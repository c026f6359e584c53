-- CreateTable
CREATE TABLE "fallback_picture" (
    "place" TEXT NOT NULL,
    "picture_id" UUID NOT NULL,
    "alt" TEXT NOT NULL,
    "credit" TEXT NOT NULL,
    "facts" JSONB,

    CONSTRAINT "fallback_picture_pkey" PRIMARY KEY ("place")
);

-- CreateIndex
CREATE INDEX "fallback_picture_picture_id_idx" ON "fallback_picture"("picture_id");
