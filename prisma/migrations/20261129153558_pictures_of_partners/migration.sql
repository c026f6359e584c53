-- AlterTable
ALTER TABLE "partner_item" ADD COLUMN     "revision" INTEGER;

-- CreateTable
CREATE TABLE "partner_picture" (
    "partner_id" UUID NOT NULL,
    "story_id" UUID NOT NULL,
    "picture_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "recalled_at" TIMESTAMPTZ(3),
    "recalls" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "partner_picture_pkey" PRIMARY KEY ("partner_id","story_id","picture_id")
);

-- CreateIndex
CREATE INDEX "partner_picture_picture_id_idx" ON "partner_picture"("picture_id");

-- AddForeignKey
ALTER TABLE "partner_picture" ADD CONSTRAINT "partner_picture_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE CASCADE ON UPDATE CASCADE;
