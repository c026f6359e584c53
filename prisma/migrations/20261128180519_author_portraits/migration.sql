-- AlterTable
ALTER TABLE "author" ADD COLUMN     "portrait_facts" JSONB,
ADD COLUMN     "portrait_id" UUID;

-- CreateIndex
CREATE INDEX "author_portrait_id_idx" ON "author"("portrait_id");
