-- CreateTable
CREATE TABLE "picture_claim" (
    "sha256" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "picture_claim_pkey" PRIMARY KEY ("sha256","file")
);
