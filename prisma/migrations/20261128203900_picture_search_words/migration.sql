-- DropIndex
DROP INDEX "picture_uploader_id_idx";

-- AlterTable
ALTER TABLE "picture" ADD COLUMN     "search_format" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "search_words" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "picture_uploader_id_created_at_id_idx" ON "picture"("uploader_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "picture_rights_created_at_id_idx" ON "picture"("rights", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "picture_search_format_idx" ON "picture"("search_format");

-- Words of pictures: sorted and unique in the vector, found by their beginning.
CREATE INDEX "picture_search_words_idx" ON "picture" USING gin (array_to_tsvector("search_words")) WITH (fastupdate = off);
