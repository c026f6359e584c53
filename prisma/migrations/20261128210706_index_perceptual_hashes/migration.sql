-- CreateIndex
CREATE INDEX "picture_perceptual_hash_id_idx" ON "picture"("perceptual_hash", "id");
